import { textOf } from '../lenient'
import { onCreate } from '../rule'
import { shownBytes } from '../shown'

/** Every authenticator stores at least this many. */
const MOST_BYTES = 64

export const nameLong = onCreate(
  {
    id: 'name-long',
    severity: 'hint',
    title: 'A name is longer than 64 bytes.',
    section: 'WebAuthn §5.4.1, §6.4.1',
    why: 'Authenticators may cut names after 64 bytes. Users then cannot tell two accounts apart that begin alike.',
    instead: 'Send a shorter name; put what tells accounts apart first.',
  },
  ({ options: { rp, userName, displayName } }) =>
    [
      { path: 'publicKey.rp.name', name: textOf(rp.name) ?? '' },
      { path: 'publicKey.user.name', name: userName ?? '' },
      { path: 'publicKey.user.displayName', name: displayName ?? '' },
    ]
      .map(({ path, name }) => ({ path, bytes: utf8Length(name) }))
      .filter(({ bytes }) => bytes > MOST_BYTES)
      .map(({ path, bytes }) => ({ path, value: shownBytes(bytes) })),
)

function utf8Length(text: string): number {
  let bytes = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}
