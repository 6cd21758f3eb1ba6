import type { NextSignCount, Passkey } from '../webauthn/authenticator/ports'

/** Each use of a passkey increments its counter. After 2³² − 1 comes 0. */
export const oneMore: NextSignCount = (kept) => (kept === null ? null : (kept + 1) >>> 0)

/** The highest counter of these passkeys; 0 when none of them has one. */
export function highestSignCount(passkeys: readonly Passkey[]): number {
  return passkeys.reduce((highest, { signCount }) => Math.max(highest, signCount ?? 0), 0)
}
