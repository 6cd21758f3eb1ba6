/** Authenticators that a test plugs in and takes away, and a client that has them. */
import type { AuthenticatorDescription } from '../../src/main/webauthn/authenticator/description'
import { PLATFORM_AUTHENTICATOR } from '../../src/main/webauthn/authenticator/description'
import type { Passkey } from '../../src/main/webauthn/authenticator/ports'
import { WebAuthnClient } from '../../src/main/webauthn/client/client'
import type {
  AuthenticatorAccess,
  AvailableAuthenticators,
  CeremonyObserver,
} from '../../src/main/webauthn/client/ports'
import type { MemoryPasskeys } from './passkeys'
import { webauthnPorts } from './webauthn-ports'

export interface Plugged {
  readonly authenticator?: AuthenticatorDescription
  readonly passkeys?: readonly Passkey[]
  readonly consents?: boolean
}

class PluggedAuthenticators implements AvailableAuthenticators {
  readonly listeners = new Set<() => void>()
  readonly stores: MemoryPasskeys[] = []
  #all: AuthenticatorAccess[] = []
  #ids = 0

  constructor(plugged: readonly Plugged[]) {
    for (const one of plugged) this.plugIn(one)
  }

  list(): readonly AuthenticatorAccess[] {
    return this.#all
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** By time, and at the same time by the order of the authenticators. */
  orderOf(credentialId: Uint8Array): number {
    return this.stores
      .flatMap((store) => store.list())
      .sort((a, b) => a.createdAt - b.createdAt)
      .findIndex((one) => Buffer.from(one.credentialId).equals(credentialId))
  }

  /** @returns its id. */
  plugIn({ authenticator = PLATFORM_AUTHENTICATOR, passkeys = [], consents = true }: Plugged) {
    const { ports, store } = webauthnPorts({ passkeys })
    const { signingKeys, authority } = ports
    const id = `authenticator ${++this.#ids}`
    const isUserConsenting = () => consents
    this.#all = [
      ...this.#all,
      { id, authenticator, store, signingKeys, authority, isUserConsenting },
    ]
    this.stores.push(store)
    this.#changed()
    return id
  }

  unplug(id: string): void {
    this.#all = this.#all.filter((access) => access.id !== id)
    this.#changed()
  }

  describe(id: string, authenticator: AuthenticatorDescription): void {
    this.#all = this.#all.map((access) =>
      access.id === id ? { ...access, authenticator } : access,
    )
    this.#changed()
  }

  #changed(): void {
    for (const listener of [...this.listeners]) listener()
  }
}

type World = NonNullable<Parameters<typeof webauthnPorts>[0]>

/** A client with these authenticators. Records the questions to its user, so that the test can read them. */
export function clientWith(
  plugged: readonly Plugged[],
  { observer, ...fields }: World & { readonly observer?: CeremonyObserver } = {},
) {
  const authenticators = new PluggedAuthenticators(plugged)
  const { ports, asked, reports, faults, timers } = webauthnPorts(fields)
  const client = new WebAuthnClient({ ...ports, authenticators, ...(observer && { observer }) })
  return { client, authenticators, asked, reports, faults, timers, stores: authenticators.stores }
}

/** The name of the error that the work ends with. */
export function errorOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'no error',
    (error: unknown) => (error as Error).name,
  )
}

/** The result of the work after a turn of the event loop. */
export async function stateOf(work: Promise<unknown>): Promise<'pending' | 'settled'> {
  const turn = new Promise<'pending'>((resolve) => setImmediate(resolve, 'pending'))
  return Promise.race([
    work.then(
      () => 'settled' as const,
      () => 'settled' as const,
    ),
    turn,
  ])
}
