import type { NextSignCount, Passkey } from '../webauthn/authenticator/ports'

/** A passkey with a counter counts its own uses. 0 follows 2³² − 1. */
export const oneMore: NextSignCount = (kept) => (kept === null ? null : (kept + 1) >>> 0)

/** The greatest counter of these passkeys; 0 where no passkey keeps a counter. */
export function highestSignCount(passkeys: readonly Passkey[]): number {
  return passkeys.reduce((highest, { signCount }) => Math.max(highest, signCount ?? 0), 0)
}
