import { createHash } from 'node:crypto'
import { ALGORITHMS } from '../../src/main/webauthn/authenticator/algorithms/algorithms'
import type { Algorithm } from '../../src/main/webauthn/authenticator/ports'
import {
  PLATFORM_AUTHENTICATOR,
  type AuthenticatorDescription,
} from '../../src/main/webauthn/authenticator/description'
import { OpenedKeys } from '../../src/main/webauthn/authenticator/opened-keys'
import type {
  AuthenticatorQuestion,
  GivenAnswer,
  Passkey,
} from '../../src/main/webauthn/authenticator/ports'
import type {
  AvailableAuthenticators,
  ReceivedSignal,
  RelatedOriginsSource,
} from '../../src/main/webauthn/client/ports'
import type { AttestationAuthority } from '../../src/main/webauthn/authenticator/attestation/ports'
import { CeremonyTrail } from '../../src/main/webauthn/client/ceremony-trail'
import { ImmediateGets } from '../../src/main/webauthn/client/immediate-get'
import type { ImmediateGet } from '../../src/shared/authenticator-settings'
import { clampTimeout } from '../../src/shared/ceremony-timeout'
import type { ActivityReport } from '../../src/shared/activity'
import type { CeremonyTrace } from '../../src/shared/ceremony-detail'
import { rootAuthority } from './attestation'
import { MemoryPasskeys } from './passkeys'
import { servingNothing } from './related-origins'
import type { Randomness } from '../../src/main/platform/ports'

export type Answer = (
  question: AuthenticatorQuestion,
  signal: AbortSignal,
) => GivenAnswer | Promise<GivenAnswer>

/** Approves, and chooses the newest of several accounts. */
export const approve: Answer = ({ accounts: [newest] }) =>
  newest
    ? { given: true, accountId: newest.id, answeredBy: 'person' }
    : { given: true, answeredBy: 'person' }

export const decline: Answer = () => ({ given: false, answeredBy: 'person' })

/** The user does not answer: only an abort ends the question. */
export const nobody: Answer = (_question, signal) =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })

/** Runs `during` while the question is open, then answers. */
export function meanwhile(during: () => void, then: Answer = approve): Answer {
  return async (question, signal) => {
    during()
    return then(question, signal)
  }
}

/** A counter that never moves. */
export function fixedAt(fixed: number): { readonly fixed: number } {
  return { fixed }
}

/** Timers that fire when the test makes them. */
export class ManualTimers {
  readonly running: { readonly ms: number; readonly callback: () => void }[] = []

  readonly after = (ms: number, callback: () => void): (() => void) => {
    const timer = { ms, callback }
    this.running.push(timer)
    return () => void this.running.splice(this.running.indexOf(timer), 1)
  }

  runOut(): void {
    for (const { callback } of [...this.running]) callback()
  }
}

/** Bytes that look random, but are the same every time. */
export function seededRandom(seed = 'latchkey'): Randomness {
  let drawn = 0
  return {
    bytes: (length) =>
      new Uint8Array(
        createHash('shake256', { outputLength: length }).update(`${seed} ${drawn++}`).digest(),
      ),
  }
}

interface World {
  readonly passkeys?: readonly Passkey[]
  readonly store?: MemoryPasskeys
  readonly answer?: Answer
  /** The members in which the description differs from Latchkey's own. */
  readonly authenticator?: Partial<AuthenticatorDescription>
  readonly algorithms?: ReadonlyMap<number, Algorithm>
  readonly random?: Randomness
  readonly relatedOrigins?: RelatedOriginsSource
  readonly authority?: AttestationAuthority
  readonly signedInLately?: boolean
  readonly ignoresTransports?: boolean
  readonly immediateGet?: ImmediateGet
  /** Milliseconds since the Unix epoch. */
  readonly now?: () => number
}

/** Every port of the domain, in memory. Records what happened, so that the test can read it. */
export function webauthnPorts({
  passkeys = [],
  store = new MemoryPasskeys(passkeys),
  answer = approve,
  authenticator = {},
  algorithms = ALGORITHMS,
  random = seededRandom(),
  relatedOrigins = servingNothing,
  authority = rootAuthority(seededRandom('attestation')),
  signedInLately = false,
  ignoresTransports = false,
  immediateGet = 'unsupported',
  now = () => Date.UTC(2026, 0, 1),
}: World = {}) {
  const asked: AuthenticatorQuestion[] = []
  const reports: ActivityReport[] = []
  const traces: CeremonyTrace[] = []
  const faults: [what: string, error: unknown][] = []
  const signals: ReceivedSignal[] = []
  const timers = new ManualTimers()
  const access = {
    id: null,
    authenticator: { ...PLATFORM_AUTHENTICATOR, ...authenticator },
    store,
    signingKeys: new OpenedKeys(store, algorithms),
    authority,
    isUserConsenting: () => true,
  }
  const authenticators: AvailableAuthenticators = {
    list: () => [access],
    onChange: () => () => undefined,
  }
  let ids = 0
  const ports = {
    ...access,
    authenticators,
    algorithms,
    random,
    newId: () => `id ${++ids}`,
    relatedOrigins,
    signIns: {
      note: () => undefined,
      refusal: () => (signedInLately ? null : 'the user has not signed in'),
      use: () => () => undefined,
    },
    timeoutOf: clampTimeout,
    ignoresTransports: () => ignoresTransports,
    waitsForFitting: () => false,
    immediateGet: () => immediateGet,
    immediateGets: new ImmediateGets(() => immediateGet, now),
    now,
    after: timers.after,
    steps: new CeremonyTrail(now),
    fault: (what: string, error: unknown) => void faults.push([what, error]),
    report: (report: ActivityReport, trace?: () => CeremonyTrace) => {
      reports.push(report)
      if (trace) traces.push(trace())
    },
    signals: {
      receive: async (signal: ReceivedSignal) => void signals.push(signal),
      applied: () => undefined,
    },
    consent: {
      ask: async (question: AuthenticatorQuestion, signal: AbortSignal) => {
        asked.push(question)
        return answer(question, signal)
      },
    },
  }
  return { ports, store, asked, reports, traces, faults, signals, timers }
}
