import { onGet } from '../rule'

export const conditionalNotDiscoverable = onGet(
  {
    id: 'conditional-not-discoverable',
    severity: 'warning',
    title: 'The conditional sign-in can offer nothing: the passkeys here are not discoverable.',
    section: 'WebAuthn §5.1.4.2, §6.2.2',
    why: 'Autofill shows discoverable passkeys alone. The passkeys of this page were registered without `residentKey`.',
    instead:
      'Register with `residentKey: "required"`, or sign in with `allowCredentials` and a button.',
  },
  ({ mediation, rpId = '' }, { passkeys }) =>
    mediation === 'conditional' && passkeys.has(rpId) === 'only others'
      ? [{ path: 'mediation', value: '"conditional"' }]
      : [],
)
