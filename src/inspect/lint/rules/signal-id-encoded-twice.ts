import { bytesOf, wordsIn } from '../lenient'
import type { PastCall } from '../page-history'
import { onSignal } from '../rule'
import { shown } from '../shown'

export const signalIdEncodedTwice = onSignal(
  {
    id: 'signal-id-encoded-twice',
    severity: 'warning',
    title: 'An id in the signal is encoded twice.',
    section: 'WebAuthn §5.1.10',
    why: 'The id is base64url of the text of an id that this page uses. No passkey has it, so the signal changes nothing.',
    instead: 'Pass the text that the server has, without encoding it again.',
  },
  ({ rpId, userId, credentialId, accepted }, { earlier }) => {
    const own = earlier.filter((past) => past.rpId === rpId).flatMap(idsOf)
    return [
      { path: 'userId', id: userId },
      { path: 'credentialId', id: credentialId },
      ...accepted.map((id, index) => ({ path: `allAcceptedCredentialIds[${index}]`, id })),
    ]
      .filter(({ id }) => {
        const words = wordsIn(bytesOf(id) ?? new Uint8Array())
        return words !== undefined && own.includes(words)
      })
      .map(({ path, id }) => ({ path, value: shown(id) }))
  },
)

function idsOf(past: PastCall): readonly string[] {
  if (past.kind === 'signal') return []
  const userId = past.kind === 'create' ? past.userId : past.credential?.userHandle
  return [userId, past.credential?.id].filter((id) => typeof id === 'string')
}
