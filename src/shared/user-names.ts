import type { Names } from './passkey'

/** A relying party's names of a user (WebAuthn §5.4.3), in the form of a passkey. */
export function namesOfUser({
  name,
  displayName,
}: {
  readonly name: string
  readonly displayName: string
}): Names {
  return { userName: name, userDisplayName: displayName }
}
