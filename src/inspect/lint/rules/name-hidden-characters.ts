import { withUnseen } from '../../../shared/unseen-text'
import { textOf } from '../lenient'
import { onCreate } from '../rule'
import { shown } from '../shown'

/** Controls, lone surrogates, and marks that reverse text. Joiners are part of scripts and emoji. */
const HIDDEN = /[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u

export const nameHiddenCharacters = onCreate(
  {
    id: 'name-hidden-characters',
    severity: 'warning',
    title: 'A name has characters that cannot be seen.',
    section: 'WebAuthn §5.4.1, §6.4.2',
    why: 'Control characters and marks that turn text round can make one account look like another. Authenticators may cut or refuse them.',
    instead: 'Prepare names as RFC 8265 and RFC 8266 say, before you keep them.',
  },
  ({ options: { rp, userName, displayName } }) =>
    [
      { path: 'publicKey.rp.name', name: textOf(rp.name) },
      { path: 'publicKey.user.name', name: userName },
      { path: 'publicKey.user.displayName', name: displayName },
    ]
      .filter(({ name = '' }) => HIDDEN.test(name))
      .map(({ path, name = '' }) => ({ path, value: shown(withUnseen(name)) })),
)
