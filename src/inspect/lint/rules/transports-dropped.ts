import { listOf, textOf } from '../lenient'
import { onGet } from '../rule'
import { shownList } from '../shown'

export const transportsDropped = onGet(
  {
    id: 'transports-dropped',
    severity: 'warning',
    title: 'An entry of `allowCredentials` lacks the transports that the registration reported.',
    section: 'WebAuthn §5.8.3, §7.1',
    why: 'Without them the browser must try every transport: it shows a QR code or asks for a security key although the passkey is here.',
    instead:
      'Keep the value of `getTransports()` with the credential, and send it as `transports`.',
  },
  ({ rpId = '', options: { list } }, { passkeys }) =>
    list
      .filter(({ transports }) => listOf(transports).length === 0)
      .map(({ path, id }) => ({
        path: `${path}.transports`,
        reported: passkeys.find(rpId, textOf(id) ?? '')?.transports ?? [],
      }))
      .filter(({ reported }) => reported.length > 0)
      .map(({ path, reported }) => ({ path, value: `absent; reported: ${shownList(reported)}` })),
)
