import { onCreate } from '../rule'
import { shown, shownList } from '../shown'

const ATTACHMENTS = new Map<unknown, string>([
  ['security-key', 'cross-platform'],
  ['hybrid', 'cross-platform'],
  ['client-device', 'platform'],
])

export const attachmentAgainstHints = onCreate(
  {
    id: 'attachment-against-hints',
    severity: 'warning',
    title: '`authenticatorAttachment` and `hints` contradict each other.',
    section: 'WebAuthn §5.8.7',
    why: 'Browsers that know `hints` follow them; others follow the attachment. Users see different dialogs.',
    instead:
      'Beside `security-key` or `hybrid` write `cross-platform`, and beside `client-device` write `platform`.',
  },
  ({ options: { hints, selection } }) => {
    const { authenticatorAttachment: attachment } = selection
    const fitting = hints.flatMap((hint) => ATTACHMENTS.get(hint) ?? [])
    return (attachment === 'platform' || attachment === 'cross-platform') &&
      fitting.length > 0 &&
      !fitting.includes(attachment)
      ? [
          {
            path: 'publicKey.authenticatorSelection.authenticatorAttachment',
            value: `${shown(attachment)} beside ${shownList(hints)}`,
          },
        ]
      : []
  },
)
