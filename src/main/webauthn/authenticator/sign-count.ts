/** The signature counter (WebAuthn §6.1.1). */
import type { AuthenticatorDescription } from './description'
import type { NextSignCount, PasskeyStore } from './ports'

type Store = Pick<PasskeyStore, 'highestSignCount'>

const MS_PER_SECOND = 1000

/**
 * A new passkey's counter; null when the passkey has no counter.
 *
 * @param nowMs milliseconds since the Unix epoch.
 */
export function firstSignCount(
  { counter }: AuthenticatorDescription,
  store: Store,
  nowMs: number,
): number | null {
  if (counter === 'per-passkey') return 0
  if (counter === 'timestamp') return unixSeconds(nowMs)
  if (typeof counter === 'string') return null
  if ('perPasskey' in counter) return counter.perPasskey.start
  return 'global' in counter ? nextGlobal(counter.global.start, store) : null
}

/**
 * How the authenticator counts a use; undefined when each passkey counts its own uses.
 *
 * @param nowMs milliseconds since the Unix epoch.
 */
export function nextSignCount(
  { counter }: AuthenticatorDescription,
  store: Store,
  nowMs: number,
): NextSignCount | undefined {
  if (counter === 'timestamp') return () => unixSeconds(nowMs)
  if (counter === 'only-if-above-0') return (kept) => (kept ? (kept + 1) >>> 0 : null)
  if (typeof counter !== 'object' || !('global' in counter)) return undefined
  const { start } = counter.global
  return () => nextGlobal(start, store)
}

/**
 * The counter in authenticator data at registration. Over U2F it is always 0, because U2F's registration has no counter (CTAP
 * 2.1 §10.2.1).
 *
 * @param kept the new passkey's own counter; null when it has no counter.
 */
export function signCountAtRegistration(
  kept: number | null,
  description: AuthenticatorDescription,
): number {
  return description.protocol === 'ctap1/u2f' ? 0 : statedSignCount(kept, description)
}

/** @param kept the passkey's own counter after this use; null when the passkey has no counter. */
export function statedSignCount(
  kept: number | null,
  { counter }: AuthenticatorDescription,
): number {
  return typeof counter === 'object' && 'fixed' in counter ? counter.fixed : (kept ?? 0)
}

/** All passkeys share one counter, which continues from the highest value that any of them has stated. */
function nextGlobal(start: number, store: Store): number {
  return Math.max(start, store.highestSignCount() + 1) >>> 0
}

function unixSeconds(ms: number): number {
  return Math.floor(ms / MS_PER_SECOND) >>> 0
}
