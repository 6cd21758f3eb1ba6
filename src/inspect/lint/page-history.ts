/** What a page did before a call, and what is known of its passkeys: small and bounded, so that it can be kept. */
import type { SignalKind } from '../../shared/activity'
import type { GivenCredential, Outcome } from './page-call'
import type { ReadCall, ReadCreation, ReadRequest, ReadSignal } from './read-call'

/** Longer texts are not kept: they equal nothing later. */
const LONGEST_KEPT = 1400
/** Of the ids that a signal lists. */
const MOST_KEPT = 256

interface PastFields {
  readonly at: number | null
  readonly rpId: string | null
  readonly outcome: Outcome
}

interface PastCeremony extends PastFields {
  readonly mediation: string | null
  readonly challenge: string | null
  /** With the default filled in. */
  readonly userVerification: string
  readonly credential: GivenCredential | null
}

export interface PastCreation extends PastCeremony {
  readonly kind: 'create'
  readonly userId: string | null
  readonly userName: string | null
  readonly displayName: string | null
  /** Whether the options leave the passkey undiscoverable, in so many words or by the default. */
  readonly isDiscouraged: boolean
}

export interface PastRequest extends PastCeremony {
  readonly kind: 'get'
}

export interface PastSignal extends PastFields {
  readonly kind: 'signal'
  readonly signal: SignalKind
  readonly userId: string | null
  /** The ids that the signal lists, or the one that it calls unknown. */
  readonly ids: readonly string[]
  readonly name: string | null
  readonly displayName: string | null
}

/** A call of the page's past. */
export type PastCall = PastCreation | PastRequest | PastSignal

/** A passkey that is kept here. */
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

/** The passkeys that are kept here. Each call answers for the moment of the call. */
export interface KnownPasskeys {
  find(rpId: string, credentialId: string): KnownPasskey | undefined
  /** @param userHandle base64url. */
  ofUser(rpId: string, userHandle: string): readonly KnownPasskey[]
  /** Of the passkeys that are not hidden. */
  has(rpId: string): 'discoverable' | 'only others' | 'none'
}

export interface PageHistory {
  /** The page's earlier calls, oldest first. */
  readonly earlier: readonly PastCall[]
  readonly passkeys: KnownPasskeys
}

/** The registration that the page began last with this RP ID. */
export function lastCreation(
  rpId: string | undefined,
  earlier: readonly PastCall[],
): PastCreation | undefined {
  return earlier.filter((past) => past.kind === 'create').findLast((past) => past.rpId === rpId)
}

/** What is kept of a call. */
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
