import { onGet } from '../rule'

export const mediationSilent = onGet(
  {
    id: 'mediation-silent',
    severity: 'warning',
    title: 'A silent sign-in never finds a passkey.',
    section: 'WebAuthn §5.1.4',
    why: 'WebAuthn needs a gesture of the user. With `silent`, browsers answer null or ask all the same.',
    instead: 'Use `mediation: "conditional"` to offer passkeys without a dialog.',
  },
  ({ mediation }) => (mediation === 'silent' ? [{ path: 'mediation', value: '"silent"' }] : []),
)
