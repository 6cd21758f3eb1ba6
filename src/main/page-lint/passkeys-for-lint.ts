import type { KnownPasskey, KnownPasskeys } from '../../inspect/lint/page-history'
import { decodeBase64Url, encodeBase64Url, isBase64Url } from '../../shared/base64url'
import type { Passkey } from '../webauthn/authenticator/ports'

/** A limit, because a site may have ten thousand passkeys. */
const MOST_READ = 1000

/** The passkeys that pages can reach. */
export interface PasskeysInReach {
  find(credentialId: Uint8Array): Passkey | undefined
  /** The newest passkeys, newest first. */
  listByRp(rpId: string, most: number): readonly Passkey[]
}

/** The passkeys of a site at some time. */
export interface PasskeysOfSite {
  readonly rpId: string
  /** The newest passkeys, newest first. */
  readonly newest: readonly Passkey[]
}

/** The passkeys that pages can reach, in the form that the lint needs. */
export class PasskeysForLint implements KnownPasskeys {
  readonly #reach: PasskeysInReach
  #before: PasskeysOfSite | undefined

  constructor(reach: PasskeysInReach) {
    this.#reach = reach
  }

  ofSite(rpId: string): PasskeysOfSite {
    return { rpId, newest: [...this.#reach.listByRp(rpId, MOST_READ)] }
  }

  /** Runs work with the earlier passkeys of the site. */
  asOf<T>(before: PasskeysOfSite, work: () => T): T {
    this.#before = before
    try {
      return work()
    } finally {
      this.#before = undefined
    }
  }

  find(rpId: string, credentialId: string): KnownPasskey | undefined {
    if (!isBase64Url(credentialId)) return undefined
    const passkey = this.#passkey(rpId, decodeBase64Url(credentialId))
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
    return this.#before?.rpId === rpId ? this.#before.newest : this.#reach.listByRp(rpId, MOST_READ)
  }

  #passkey(rpId: string, credentialId: Uint8Array): Passkey | undefined {
    const { newest = [] } = this.#before?.rpId === rpId ? this.#before : {}
    const id = Buffer.from(credentialId)
    return newest.find((one) => id.equals(one.credentialId)) ?? this.#reach.find(credentialId)
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
