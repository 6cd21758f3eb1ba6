import type { KnownPasskey, KnownPasskeys } from '../../inspect/lint/page-history'
import { decodeBase64Url, encodeBase64Url, isBase64Url } from '../../shared/base64url'
import type { Passkey } from '../webauthn/authenticator/ports'
import type { ConnectedAuthenticators } from './connected-authenticators'

/** A site may have ten thousand passkeys in a session, and a ceremony does not wait for the lint to read them all. */
const MOST_READ = 1000

/** The passkeys that a session's pages can reach, as the lint asks for them. */
export class PasskeysForLint implements KnownPasskeys {
  readonly #reach: Pick<ConnectedAuthenticators, 'keeperOf' | 'listByRp'>

  constructor(reach: Pick<ConnectedAuthenticators, 'keeperOf' | 'listByRp'>) {
    this.#reach = reach
  }

  find(rpId: string, credentialId: string): KnownPasskey | undefined {
    if (!isBase64Url(credentialId)) return undefined
    const id = decodeBase64Url(credentialId)
    const passkey = this.#reach.keeperOf(id)?.find(id)
    return passkey?.rpId === rpId ? known(passkey) : undefined
  }

  ofUser(rpId: string, userHandle: string): readonly KnownPasskey[] {
    if (!isBase64Url(userHandle)) return []
    const handle = Buffer.from(decodeBase64Url(userHandle))
    return this.#newest(rpId)
      .filter((passkey) => handle.equals(passkey.userHandle))
      .map(known)
  }

  has(rpId: string): 'discoverable' | 'only others' | 'none' {
    const shown = this.#newest(rpId).filter(({ hidden }) => hidden === null)
    if (shown.length === 0) return 'none'
    return shown.some(({ discoverable }) => discoverable) ? 'discoverable' : 'only others'
  }

  #newest(rpId: string): readonly Passkey[] {
    return this.#reach.listByRp(rpId).slice(0, MOST_READ)
  }
}

function known(passkey: Passkey): KnownPasskey {
  const { credentialId, userName, userDisplayName, discoverable, hidden } = passkey
  const { lastUsedAt, transports } = passkey
  return {
    id: encodeBase64Url(credentialId),
    userName,
    userDisplayName,
    isDiscoverable: discoverable,
    isHidden: hidden !== null,
    lastUsedAt,
    transports,
  }
}
