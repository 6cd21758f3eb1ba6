import type { Names } from './passkey'

/** The names of a user as a relying party gives them (WebAuthn §5.4.3), as a passkey keeps them. */
export function namesOfUser({
  name,
  displayName,
}: {
  readonly name: string
  readonly displayName: string
}): Names {
  return { userName: name, userDisplayName: displayName }
}
