/** The user handle (WebAuthn §4): the bytes that identify a user account to a relying party. */

/** The largest user handle, in bytes (§5.4.3). */
export const LONGEST_USER_HANDLE = 64

declare const parsed: unique symbol

/** 1 to 64 bytes: `user.id` in a relying party's options, `userHandle` in the passkey. */
export type UserHandle = Uint8Array & { readonly [parsed]: true }

/** @returns undefined unless the length is 1 to 64 bytes. */
export function parseUserHandle(bytes: Uint8Array): UserHandle | undefined {
  return isUserHandle(bytes) ? bytes : undefined
}

export function isUserHandle(bytes: Uint8Array): bytes is UserHandle {
  return fitsUserHandle(bytes.length)
}

/** Whether a user handle may have this many bytes. */
export function fitsUserHandle(bytes: number): boolean {
  return bytes >= 1 && bytes <= LONGEST_USER_HANDLE
}
