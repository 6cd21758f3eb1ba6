import type { AttestationFormatRow } from './statement'

/** `none`, WebAuthn §8.7: no attestation. */
export const none: AttestationFormatRow = {
  canAttest: () => true,
  makeStatement: async () => new Map(),
}
