import type {
  KnownPasskey,
  KnownPasskeys,
  PastCall,
  PastCreation,
  PastSignal,
} from './page-history'

interface MadePasskey extends KnownPasskey {
  readonly rpId: string
  readonly userHandle: string
}

/** The passkeys of a page, derived from its calls. For a record without a vault. */
export class PasskeysOfCalls implements KnownPasskeys {
  readonly #made: readonly MadePasskey[]

  /** @param calls oldest first. */
  constructor(calls: readonly PastCall[]) {
    this.#made = calls.reduce<readonly MadePasskey[]>(after, [])
  }

  find(rpId: string, credentialId: string): KnownPasskey | undefined {
    return this.#made.find((one) => one.id === credentialId && one.rpId === rpId)
  }

  ofUser(rpId: string, userHandle: string): readonly KnownPasskey[] {
    return this.#made.filter((one) => one.rpId === rpId && one.userHandle === userHandle)
  }

  has(rpId: string): 'discoverable' | 'only others' | 'none' {
    const shown = this.#made.filter((one) => one.rpId === rpId && !one.isHidden)
    if (shown.length === 0) return 'none'
    return shown.some((one) => one.isDiscoverable) ? 'discoverable' : 'only others'
  }
}

function after(made: readonly MadePasskey[], call: PastCall): readonly MadePasskey[] {
  if (call.kind === 'signal') return made.map((one) => afterSignal(one, call))
  if (call.outcome !== 'done' || call.credential === null) return made
  if (call.kind === 'create') return [...made, newPasskey(call, call.credential)]
  const { credential, at } = call
  return made.map((one) => (one.id === credential.id ? { ...one, lastUsedAt: at } : one))
}

function newPasskey(
  call: PastCreation,
  { id, transports }: NonNullable<PastCreation['credential']>,
): MadePasskey {
  return {
    id,
    rpId: call.rpId ?? '',
    userHandle: call.userId ?? '',
    userName: call.userName ?? '',
    userDisplayName: call.displayName ?? '',
    isDiscoverable: !call.isDiscouraged,
    isHidden: false,
    lastUsedAt: null,
    transports: transports ?? [],
  }
}

/** Follows the specification's recommendation for providers (WebAuthn §5.1.10). */
function afterSignal(one: MadePasskey, { signal, rpId, userId, ids }: PastSignal): MadePasskey {
  if (rpId !== one.rpId) return one
  if (signal === 'unknownCredential') return ids.includes(one.id) ? { ...one, isHidden: true } : one
  const isOwn = signal === 'allAcceptedCredentials' && userId === one.userHandle
  return isOwn ? { ...one, isHidden: !ids.includes(one.id) } : one
}
