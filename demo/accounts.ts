/** The relying party's accounts and their passkeys, in memory. The relying party forgets them when it stops. */
import type { WebAuthnCredential } from '@simplewebauthn/server'

export interface Names {
  readonly userName: string
  readonly displayName: string
}

/** A passkey as a relying party knows it: the public key, and what the client reported at registration. */
export interface RegisteredPasskey {
  /** Credential id (base64url), COSE public key, sign counter and transports. */
  readonly credential: WebAuthnCredential
  /** COSE algorithm identifier. */
  readonly algorithm: number
  /** `credProps.rk` of the registration; null when the client did not report it. */
  readonly discoverable: boolean | null
  readonly backedUp: boolean
  /** Attestation statement format, such as `none` or `packed`. */
  readonly attestation: string
}

export interface Account extends Names {
  /** WebAuthn's `user.id`: random bytes, base64url, never changed. */
  readonly userId: string
  /** Oldest first. */
  readonly passkeys: readonly RegisteredPasskey[]
}

export class Accounts {
  readonly #byUserId = new Map<string, Account>()

  list(): Account[] {
    return [...this.#byUserId.values()]
  }

  withUserId(userId: string): Account | undefined {
    return this.#byUserId.get(userId)
  }

  withUserName(userName: string): Account | undefined {
    return this.list().find((account) => account.userName === userName)
  }

  withCredential(credentialId: string): Account | undefined {
    return this.list().find((account) =>
      account.passkeys.some(({ credential }) => credential.id === credentialId),
    )
  }

  /** Adds the account, or replaces the one with the same `user.id`. */
  save(account: Account): Account {
    this.#byUserId.set(account.userId, account)
    return account
  }

  delete(userId: string): void {
    this.#byUserId.delete(userId)
  }
}

/** `account` with `passkey` in place of the one that has the same credential id, or added. */
export function withPasskey(account: Account, passkey: RegisteredPasskey): Account {
  const others = account.passkeys.filter(
    ({ credential }) => credential.id !== passkey.credential.id,
  )
  return { ...account, passkeys: [...others, passkey] }
}

export function withoutPasskey(account: Account, credentialId: string): Account {
  const passkeys = account.passkeys.filter(({ credential }) => credential.id !== credentialId)
  return { ...account, passkeys }
}
