import { isBase64Url } from '../../../shared/base64url'
import type { SignalKind } from '../../../shared/activity'
import { signalSchemas } from '../../../shared/webauthn-json'
import { WebAuthnError } from '../errors'
import { parseOptions } from './options'
import type { ReceivedSignal, Requester } from './ports'
import { ownRpId, relatedRpId, type RpIdContext } from './rp-id'

/**
 * Checks what a page may learn about its signal (WebAuthn §5.1.10): whether its options are well formed and whether
 * the page may speak for the RP ID. In this order: a bad id wins over a foreign RP ID.
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
  for (const id of idsOf(signal))
    if (!isBase64Url(id)) throw new WebAuthnError('TypeError', `${kind}: an id is not base64url`)
  const { rpId } = signal.options
  if (ownRpId(requester.origin, rpId) === null) await relatedRpId(requester.origin, rpId, context)
  return signal
}

function parse(requester: Requester, kind: SignalKind, options: unknown): ReceivedSignal {
  switch (kind) {
    case 'unknownCredential':
      return { kind, requester, options: parseOptions(signalSchemas[kind], options) }
    case 'allAcceptedCredentials':
      return { kind, requester, options: parseOptions(signalSchemas[kind], options) }
    case 'currentUserDetails':
      return { kind, requester, options: parseOptions(signalSchemas[kind], options) }
  }
}

function idsOf(signal: ReceivedSignal): readonly string[] {
  switch (signal.kind) {
    case 'unknownCredential':
      return [signal.options.credentialId]
    case 'allAcceptedCredentials':
      return [signal.options.userId, ...signal.options.allAcceptedCredentialIds]
    case 'currentUserDetails':
      return [signal.options.userId]
  }
}
