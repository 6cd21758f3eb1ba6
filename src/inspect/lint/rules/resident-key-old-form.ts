import { has } from '../lenient'
import { onCreate } from '../rule'

export const residentKeyOldForm = onCreate(
  {
    id: 'resident-key-old-form',
    severity: 'hint',
    title: '`requireResidentKey` stands alone.',
    section: 'WebAuthn §5.4.4',
    why: 'It is the form of Level 1, kept for old browsers. It cannot say `preferred`.',
    instead: 'Set `residentKey: "required"` beside it.',
  },
  ({ options: { selection } }) =>
    selection.requireResidentKey === true && !has(selection, 'residentKey')
      ? [{ path: 'publicKey.authenticatorSelection.requireResidentKey', value: 'true' }]
      : [],
)
