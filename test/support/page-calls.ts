/** Calls of a page in the form that the lint gets. They have no fault, unless a test plants one. */
import { createHash } from 'node:crypto'
import type { SignalKind } from '../../src/shared/activity'
import type { CeremonyCall, SignalCall } from '../../src/inspect/lint/page-call'

type Members = Readonly<Record<string, unknown>>
type CeremonyFields = Partial<Omit<CeremonyCall, 'kind' | 'options'>>

const ORIGIN = 'https://example.org'
export const NOON = Date.UTC(2026, 0, 1, 12)

/** Bytes that look random, but are always the same for the same words; base64url. */
export function bytesFor(words: string, length = 32): string {
  return createHash('shake256', { outputLength: length }).update(words).digest('base64url')
}

/** Text as base64url. */
export function encoded(text: string | readonly number[]): string {
  return Buffer.from(typeof text === 'string' ? text : Uint8Array.from(text)).toString('base64url')
}

export const ADA = bytesFor('ada')
export const BEN = bytesFor('ben')
export const PASSKEY = bytesFor('passkey of ada', 16)

let calls = 0

/** A `create()` of Ada that made {@link PASSKEY}. */
export function create(options: Members = {}, fields: CeremonyFields = {}): CeremonyCall {
  const whole = {
    rp: { id: 'example.org', name: 'Example' },
    user: { id: ADA, name: 'ada@example.org', displayName: 'Ada' },
    challenge: bytesFor(`challenge ${calls++}`),
    pubKeyCredParams: [-8, -7, -257].map((alg) => ({ type: 'public-key', alg })),
    timeout: 300_000,
    excludeCredentials: [],
    authenticatorSelection: {
      residentKey: 'required',
      requireResidentKey: true,
      userVerification: 'preferred',
    },
    extensions: { credProps: true },
    ...options,
  }
  const credential = { id: PASSKEY, userHandle: null, transports: ['internal', 'hybrid'] }
  return { ...common, kind: 'create', options: whole, credential, ...fields }
}

/** A `get()` in which Ada signed in with {@link PASSKEY}. */
export function get(options: Members = {}, fields: CeremonyFields = {}): CeremonyCall {
  const whole = {
    challenge: bytesFor(`challenge ${calls++}`),
    rpId: 'example.org',
    timeout: 300_000,
    allowCredentials: [],
    userVerification: 'preferred',
    ...options,
  }
  const credential = { id: PASSKEY, userHandle: ADA, transports: null }
  return { ...common, kind: 'get', options: whole, credential, ...fields }
}

/** A ceremony that the user declined. */
export const DECLINED = { outcome: 'refused', error: 'NotAllowedError', credential: null } as const

/** An offer that the user has not accepted yet. */
export const OFFERED = {
  mediation: 'conditional',
  hasSignal: true,
  outcome: 'pending',
  credential: null,
} as const

/** A signal about Ada. */
export function signal(
  kind: SignalKind,
  options: Members = {},
  fields: Partial<Omit<SignalCall, 'kind' | 'signal' | 'options'>> = {},
): SignalCall {
  const { origin, at, outcome, error } = common
  return {
    origin,
    at,
    outcome,
    error,
    kind: 'signal',
    signal: kind,
    options: { rpId: 'example.org', ...SIGNALS[kind], ...options },
    ...fields,
  }
}

const SIGNALS: Readonly<Record<SignalKind, Members>> = {
  unknownCredential: { credentialId: PASSKEY },
  allAcceptedCredentials: { userId: ADA, allAcceptedCredentialIds: [PASSKEY] },
  currentUserDetails: { userId: ADA, name: 'ada@example.org', displayName: 'Ada' },
}

const common = {
  origin: ORIGIN,
  at: NOON,
  mediation: null,
  hasSignal: null,
  outcome: 'done',
  error: null,
} as const
