import { decodeBase64Url, isBase64Url } from '../../../shared/base64url'
import type { SignalKind } from '../../../shared/activity'
import { signalSchemas } from '../../../shared/webauthn-json'
import { WebAuthnError } from '../errors'
import { parseOptions } from './options'
import type { ReceivedSignal, Requester } from './ports'
import { ownRpId, relatedRpId, type RpIdContext } from './rp-id'

/**
 * Checks what a page may learn about its signal (WebAuthn §5.1.10): whether its options are well formed, and then whether the
 * page may use the RP ID. In this order, a malformed id is reported before a foreign RP ID.
 *
 * @throws {WebAuthnError} `TypeError` or `SecurityError`.
 */
export async function checkSignal(
  requester: Requester,
  kind: SignalKind,
  options: unknown,
  context: RpIdContext,
): Promise<ReceivedSignal> {
  const signal = parse(requester, kind, options)
  const { rpId } = signal
  if (ownRpId(requester.origin, rpId) === null) await relatedRpId(requester.origin, rpId, context)
  return signal
}

function parse(requester: Requester, kind: SignalKind, options: unknown): ReceivedSignal {
  const bytes = (id: string) => bytesOf(id, kind)
  switch (kind) {
    case 'unknownCredential': {
      const { rpId, credentialId } = parseOptions(signalSchemas[kind], options)
      return { kind, requester, rpId, credentialId: bytes(credentialId) }
    }
    case 'allAcceptedCredentials': {
      const {
        rpId,
        userId,
        allAcceptedCredentialIds: ids,
      } = parseOptions(signalSchemas[kind], options)
      const userHandle = bytes(userId)
      return { kind, requester, rpId, userHandle, allAcceptedCredentialIds: ids.map(bytes) }
    }
    case 'currentUserDetails': {
      const { rpId, userId, ...names } = parseOptions(signalSchemas[kind], options)
      return { kind, requester, rpId, userHandle: bytes(userId), ...names }
    }
  }
}

function bytesOf(id: string, kind: SignalKind): Uint8Array {
  if (!isBase64Url(id)) throw new WebAuthnError('TypeError', `${kind}: an id is not base64url`)
  return decodeBase64Url(id)
}
