import { onCeremony } from '../rule'
import { shown } from '../shown'

const LEAST_MS = 60_000

export const timeoutShort = onCeremony(
  {
    id: 'timeout-short',
    severity: 'warning',
    title: 'The time-out is under a minute.',
    section: 'WebAuthn §15.1',
    why: 'Users who fetch a security key or a phone, or need more time to read, cannot finish. The specification recommends 5 to 10 minutes.',
    instead: 'Leave `timeout` out, or set it to 300000 milliseconds or more.',
  },
  ({ mediation, options: { timeout } }) =>
    timeout === undefined ||
    mediation === 'conditional' ||
    timeout >= LEAST_MS ||
    isInSeconds(timeout)
      ? []
      : [{ path: 'publicKey.timeout', value: shown(timeout) }],
)

/** `timeout-in-seconds` judges these. */
function isInSeconds(timeout: number): boolean {
  return timeout > 0 && timeout <= 600
}
