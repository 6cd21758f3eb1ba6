import type { CredProtect } from '../../authenticator/ports'
import type { ClientExtension } from './extension'

/** In CTAP's numbers. */
const LEVELS: ReadonlyMap<string, CredProtect> = new Map([
  ['userVerificationOptional', 1],
  ['userVerificationOptionalWithCredentialIDList', 2],
  ['userVerificationRequired', 3],
])

/**
 * credProtect (CTAP 2.1 §12.1). Ignores an unknown policy. If the page enforces a policy above level 1, skips an authenticator
 * without credProtect.
 */
export const credProtect: ClientExtension = {
  create: ({ inputs }) => {
    const policy = inputs.credentialProtectionPolicy
    const level = policy === undefined ? undefined : LEVELS.get(policy)
    if (level === undefined) return undefined
    const isEnforced = inputs.enforceCredentialProtectionPolicy === true && level > 1
    return ({ authenticator }) =>
      isEnforced && !authenticator.extensions.includes('credProtect')
        ? {
            unfit: 'the page enforces credProtect; this authenticator does not support credProtect',
          }
        : { forAuthenticator: { credProtect: level } }
  },
}
