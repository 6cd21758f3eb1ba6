import { onGet } from '../rule'

export const conditionalWithoutSignal = onGet(
  {
    id: 'conditional-without-signal',
    severity: 'warning',
    title: 'The conditional sign-in has no AbortSignal.',
    section: 'WebAuthn §5.1.4, Credential Management §2.5',
    why: 'It stays pending until the user picks a passkey. A page that cannot abort it cannot begin another ceremony in every browser: `create()` and a button’s `get()` may fail with an OperationError.',
    instead:
      'Pass `signal: controller.signal`, and abort it before the next `create()` or `get()`.',
  },
  ({ mediation, hasSignal }) =>
    mediation === 'conditional' && hasSignal === false ? [{ path: 'signal', value: 'absent' }] : [],
)
