/** What a signal would do, without doing it. */
import { encodeBase64Url, isBase64Url } from '../../shared/base64url'
import type { DryRun, DryRunRequest } from '../../shared/signal-dry-run'
import { signalPolicies } from '../../shared/signal-policy'
import type { Passkey } from '../webauthn/authenticator/ports'
import type { ReceivedSignal } from '../webauthn/client/ports'
import { decide, type Circumstances } from './decide'
import type { Candidates } from './judge'

/**
 * The signal as the page that made the passkey would send it.
 *
 * @throws {TypeError} when an id is not base64url: the page's promise would reject with a `TypeError`.
 */
export function signalAbout(passkey: Passkey, asked: DryRunRequest['signal']): ReceivedSignal {
  const requester = { origin: passkey.origin, crossOrigin: false, topOrigin: null }
  const { rpId } = passkey
  const userId = encodeBase64Url(passkey.userHandle)
  switch (asked.kind) {
    case 'currentUserDetails': {
      const { kind, name, displayName } = asked
      return { kind, requester, options: { rpId, userId, name, displayName } }
    }
    case 'unknownCredential': {
      const credentialId = encodeBase64Url(passkey.credentialId)
      return { kind: asked.kind, requester, options: { rpId, credentialId } }
    }
    case 'allAcceptedCredentials': {
      const { kind, allAcceptedCredentialIds } = asked
      const wrong = allAcceptedCredentialIds.find((id) => !isBase64Url(id))
      if (wrong !== undefined)
        throw new TypeError(`This is not a credential id in base64url without padding: ${wrong}`)
      return { kind, requester, options: { rpId, userId, allAcceptedCredentialIds } }
    }
  }
}

/** The outcomes under each policy, with the current quota. A dry run spends none of the quota. */
export function outcomesOf(
  candidates: Candidates,
  signal: ReceivedSignal,
  circumstances: Omit<Circumstances, 'policy'>,
): DryRun['outcomes'] {
  return signalPolicies.map((policy) => {
    const { reason, changes, left, moreChanges } = decide(candidates, signal, {
      ...circumstances,
      policy,
    })
    return { policy, reason, changes: [...changes], left: [...left], moreChanges }
  })
}
