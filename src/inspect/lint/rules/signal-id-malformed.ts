import { isBase64Url } from '../../../shared/base64url'
import { onSignal } from '../rule'
import { shown } from '../shown'

export const signalIdMalformed = onSignal(
  {
    id: 'signal-id-malformed',
    severity: 'error',
    title: 'A member is not unpadded base64url.',
    section: 'WebAuthn §5.1.10',
    why: 'The signal fails with a TypeError and changes nothing.',
    instead:
      'Pass ids as base64url text, as `toJSON()` gives them: no bytes, no `=`, no `+` and no `/`.',
  },
  ({ signal, members, accepted }) => {
    const name = signal === 'unknownCredential' ? 'credentialId' : 'userId'
    return [
      { path: name, id: members[name] },
      ...accepted.map((id, index) => ({ path: `allAcceptedCredentialIds[${index}]`, id })),
    ]
      .filter(({ id }) => typeof id !== 'string' || !isBase64Url(id))
      .map(({ path, id }) => ({ path, value: shown(id) }))
  },
)
