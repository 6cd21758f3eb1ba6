import { parseUserHandle, type UserHandle } from '../../src/shared/user-handle'

/** The user handle of these bytes. */
export function userHandle(...bytes: readonly number[]): UserHandle {
  const parsed = parseUserHandle(Uint8Array.from(bytes))
  if (!parsed) throw new Error('a user handle has 1 to 64 bytes')
  return parsed
}
