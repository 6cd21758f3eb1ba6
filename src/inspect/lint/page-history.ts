/** The earlier calls of a page, and what is known about its passkeys: small and bounded, so that it can be kept. */
import type { SignalKind } from '../../shared/activity'
import type { GivenCredential, Outcome } from './page-call'
import type { ReadCall, ReadCreation, ReadRequest, ReadSignal } from './read-call'

/** Does not keep longer texts, so they equal no later text. */
const LONGEST_KEPT = 1400
/** The maximum number of ids of a signal. */
const MOST_KEPT = 256

interface PastFields {
  readonly at: number | null
  readonly rpId: string | null
  readonly outcome: Outcome
}

interface PastCeremony extends PastFields {
  readonly mediation: string | null
  readonly challenge: string | null
  /** Includes the default. */
  readonly userVerification: string
  readonly credential: GivenCredential | null
}

export interface PastCreation extends PastCeremony {
  readonly kind: 'create'
  readonly userId: string | null
  readonly userName: string | null
  readonly displayName: string | null
  /** Whether the options make the passkey undiscoverable, explicitly or by default. */
  readonly isDiscouraged: boolean
}

export interface PastRequest extends PastCeremony {
  readonly kind: 'get'
}

export interface PastSignal extends PastFields {
  readonly kind: 'signal'
  readonly signal: SignalKind
  readonly userId: string | null
  /** The ids in the signal, or the id that it calls unknown. */
  readonly ids: readonly string[]
  readonly name: string | null
  readonly displayName: string | null
}

/** A call of the page's past. */
export type PastCall = PastCreation | PastRequest | PastSignal

/** A stored passkey. */
export interface KnownPasskey {
  /** base64url. */
  readonly id: string
  readonly userName: string
  readonly userDisplayName: string
  readonly isDiscoverable: boolean
  readonly isHidden: boolean
  readonly lastUsedAt: number | null
  readonly transports: readonly string[]
}

/** The stored passkeys at the time of the call. */
export interface KnownPasskeys {
  find(rpId: string, credentialId: string): KnownPasskey | undefined
  /** @param userHandle base64url. */
  ofUser(rpId: string, userHandle: string): readonly KnownPasskey[]
  /** Ignores hidden passkeys. */
  has(rpId: string): 'discoverable' | 'only others' | 'none'
}

export interface PageHistory {
  /** The page's earlier calls, oldest first. */
  readonly earlier: readonly PastCall[]
  readonly passkeys: KnownPasskeys
}

/** The page's latest registration with this RP ID. */
export function lastCreation(
  rpId: string | undefined,
  earlier: readonly PastCall[],
): PastCreation | undefined {
  return earlier.filter((past) => past.kind === 'create').findLast((past) => past.rpId === rpId)
}

/** The kept part of a call. */
export function pastOf(call: ReadCall): PastCall {
  switch (call.kind) {
    case 'create':
      return pastCreation(call)
    case 'get':
      return { ...pastCeremony(call), kind: 'get' }
    case 'signal':
      return pastSignal(call)
  }
}

function pastCreation(call: ReadCreation): PastCreation {
  const { user, userName, displayName, selection } = call.options
  const { residentKey, requireResidentKey } = selection
  return {
    ...pastCeremony(call),
    kind: 'create',
    userId: kept(user.id),
    userName: kept(userName),
    displayName: kept(displayName),
    isDiscouraged:
      residentKey === 'discouraged' || (residentKey === undefined && requireResidentKey !== true),
  }
}

function pastCeremony(call: ReadCreation | ReadRequest): PastCeremony {
  const { userVerification, challenge } = call.options
  return {
    ...pastFields(call),
    mediation: call.mediation,
    challenge: kept(challenge),
    userVerification: kept(userVerification) ?? 'preferred',
    credential: call.credential,
  }
}

function pastSignal(call: ReadSignal): PastSignal {
  const { signal, userId, credentialId, accepted, name, displayName } = call
  const ids = signal === 'unknownCredential' ? [credentialId] : accepted
  return {
    ...pastFields(call),
    kind: 'signal',
    signal,
    userId: kept(userId),
    ids: ids
      .slice(0, MOST_KEPT)
      .map(kept)
      .filter((id) => id !== null),
    name: kept(name),
    displayName: kept(displayName),
  }
}

function pastFields({ at, rpId, outcome }: ReadCall): PastFields {
  return { at, rpId: kept(rpId), outcome }
}

function kept(text: unknown): string | null {
  return typeof text === 'string' && text.length <= LONGEST_KEPT ? text : null
}
