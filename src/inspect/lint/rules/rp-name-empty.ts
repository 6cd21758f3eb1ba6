import { textOf } from '../lenient'
import { onCreate } from '../rule'
import { shown } from '../shown'

export const rpNameEmpty = onCreate(
  {
    id: 'rp-name-empty',
    severity: 'hint',
    title: '`rp.name` is empty.',
    section: 'WebAuthn §5.4.1, §5.4.2',
    why: 'Some providers show it, and some authenticators refuse an empty one.',
    instead: 'Send the name of your service, or the RP ID.',
  },
  ({ options: { rp } }) =>
    textOf(rp.name)?.trim() === '' ? [{ path: 'publicKey.rp.name', value: shown(rp.name) }] : [],
)
