import * as v from 'valibot'
import type { SignalKind } from '../../shared/activity'
import { decodeBase64Url, isBase64Url } from '../../shared/base64url'
import { signalSchemas } from '../../shared/webauthn-json'
import type { Vault } from '../vault/vault'
import type { Passkey } from '../webauthn/authenticator/ports'

type PasskeysOfRp = Pick<Vault['passkeys'], 'listByRp'>

/**
 * The passkeys that a signal would move to the trash under the policy `delete`. Empty for malformed options, which end with an
 * error and change nothing.
 */
export function deletedBySignal(
  kind: SignalKind,
  options: unknown,
  passkeys: PasskeysOfRp,
): readonly Passkey[] {
  switch (kind) {
    case 'currentUserDetails':
      return []
    case 'unknownCredential': {
      const given = v.safeParse(signalSchemas[kind], options)
      if (!given.success) return []
      const isUnknown = among([given.output.credentialId])
      return passkeys.listByRp(given.output.rpId).filter((one) => isUnknown(one.credentialId))
    }
    case 'allAcceptedCredentials': {
      const given = v.safeParse(signalSchemas[kind], options)
      if (!given.success) return []
      const { rpId, userId, allAcceptedCredentialIds } = given.output
      const isUser = among([userId])
      const isAccepted = among(allAcceptedCredentialIds)
      return passkeys
        .listByRp(rpId)
        .filter(({ userHandle, credentialId }) => isUser(userHandle) && !isAccepted(credentialId))
    }
  }
}

/** @param texts base64url. */
function among(texts: readonly string[]): (bytes: Uint8Array) => boolean {
  const keys = new Set(texts.filter(isBase64Url).map((text) => keyOf(decodeBase64Url(text))))
  return (bytes) => keys.has(keyOf(bytes))
}

function keyOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
