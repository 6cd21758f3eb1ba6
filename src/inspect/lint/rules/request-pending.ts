import { onCeremony, whenEnded } from '../rule'

export const requestPending = whenEnded(
  onCeremony(
    {
      id: 'request-pending',
      severity: 'warning',
      title: 'The page began a ceremony while another one was pending.',
      section: 'Credential Management §2.5.1',
      why: 'A document has one ceremony at a time. The call failed with an OperationError.',
      instead:
        'Await the earlier ceremony, or abort it through its AbortController. Disable the button while a ceremony runs.',
    },
    ({ error }) =>
      error === 'OperationError' ? [{ path: 'publicKey', value: 'OperationError' }] : [],
  ),
)
