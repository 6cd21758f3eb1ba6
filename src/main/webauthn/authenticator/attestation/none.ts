import type { AttestationFormatRow } from './statement'

/** `none`, WebAuthn §8.7: nobody vouches for anything. */
export const none: AttestationFormatRow = {
  canAttest: () => true,
  makeStatement: async () => new Map(),
}
