import { onCreate } from '../rule'
import { shown } from '../shown'

export const residentKeyContradiction = onCreate(
  {
    id: 'resident-key-contradiction',
    severity: 'warning',
    title: '`residentKey` and `requireResidentKey` contradict each other.',
    section: 'WebAuthn §5.4.4',
    why: 'Browsers take `residentKey`; older ones know only `requireResidentKey`. Users get other passkeys with each.',
    instead:
      'Set `requireResidentKey` to true if, and only if, `residentKey` is `required`; or leave it out.',
  },
  ({ options: { selection } }) => {
    const { residentKey, requireResidentKey } = selection
    const isKnown =
      residentKey === 'required' || residentKey === 'preferred' || residentKey === 'discouraged'
    return isKnown &&
      typeof requireResidentKey === 'boolean' &&
      requireResidentKey !== (residentKey === 'required')
      ? [
          {
            path: 'publicKey.authenticatorSelection.requireResidentKey',
            value: `${requireResidentKey} beside residentKey ${shown(residentKey)}`,
          },
        ]
      : []
  },
)
