import { onCeremony } from '../rule'
import { shown } from '../shown'

/** Ten minutes. */
const MOST_SECONDS = 600

export const timeoutInSeconds = onCeremony(
  {
    id: 'timeout-in-seconds',
    severity: 'warning',
    title: 'The time-out looks like seconds.',
    section: 'WebAuthn §5.4, §15.1',
    why: '`timeout` is in milliseconds. Browsers that do not raise it end the ceremony before the user can answer.',
    instead: 'Multiply by 1000: five minutes are 300000.',
  },
  ({ options: { timeout } }) =>
    timeout !== undefined && timeout > 0 && timeout <= MOST_SECONDS
      ? [{ path: 'publicKey.timeout', value: shown(timeout) }]
      : [],
)
