/** What a signal would do, without doing it. */
import { decodeBase64Url, isBase64Url } from '../../shared/base64url'
import type { DryRun, DryRunRequest } from '../../shared/signal-dry-run'
import { signalPolicies } from '../../shared/signal-policy'
import { atOnce } from '../platform/slices'
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
  const { rpId, userHandle, credentialId } = passkey
  switch (asked.kind) {
    case 'currentUserDetails':
      return { requester, rpId, userHandle, ...asked }
    case 'unknownCredential':
      return { requester, rpId, credentialId, ...asked }
    case 'allAcceptedCredentials': {
      const allAcceptedCredentialIds = asked.allAcceptedCredentialIds.map(bytesOf)
      return { kind: asked.kind, requester, rpId, userHandle, allAcceptedCredentialIds }
    }
  }
}

function bytesOf(id: string): Uint8Array {
  if (!isBase64Url(id))
    throw new TypeError(`This is not a credential id in base64url without padding: ${id}`)
  return decodeBase64Url(id)
}

/** The outcomes under each policy, with the current quota. A dry run spends none of the quota. */
export function outcomesOf(
  candidates: Candidates,
  signal: ReceivedSignal,
  circumstances: Omit<Circumstances, 'policy'>,
): DryRun['outcomes'] {
  return signalPolicies.map((policy) => {
    const { reason, changes, left, moreChanges } = atOnce(
      decide(candidates, signal, { ...circumstances, policy }),
    )
    return { policy, reason, changes: [...changes], left: [...left], moreChanges }
  })
}
