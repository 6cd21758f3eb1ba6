/** The members of each event, for `where`: a wait for a member or a value that no event has would never end. */
import { RULES } from '../../../inspect/lint/all-rules'
import { signalKinds } from '../../../shared/activity'
import { FAULTS } from '../../../shared/fault'
import { lintSeverities } from '../../../shared/lint-finding'
import type { AutomationEvent, EventType } from '../../../shared/session-event'
import { signalPolicies } from '../../../shared/signal-policy'

type Primitive = string | number | boolean | null

/** The values that a member can have; null: values that cannot be listed. */
type Values = readonly Primitive[] | null

type MembersOf<E> = E extends AutomationEvent
  ? Readonly<Record<Exclude<keyof E, 'type'>, Values>>
  : never

const ANY = null
const outcomes = ['done', 'nothing', 'refused'] as const

const ofCeremony = {
  ceremonyId: ANY,
  ceremony: ['create', 'get'],
  origin: ANY,
  device: ANY,
} as const

const ofPasskey = { passkeyId: ANY, authenticatorId: ANY, device: ANY } as const
const withPasskey = { ...ofPasskey, passkey: ANY } as const

const MEMBERS: { readonly [T in EventType]: MembersOf<Extract<AutomationEvent, { type: T }>> } = {
  ceremonyStarted: { ...ofCeremony, mediation: ANY },
  ceremonyWaiting: {
    ...ofCeremony,
    rpId: ANY,
    question: ['create', 'sign-in', 'offer', 'already-registered', 'no-passkey'],
    accounts: ANY,
  },
  answerHeldBack: { ...ofCeremony, fault: FAULTS.map(({ id }) => id), delayMs: ANY },
  ceremonyFinished: {
    ...ofCeremony,
    rpId: ANY,
    outcome: outcomes,
    error: ANY,
    reason: ANY,
    passkeyId: ANY,
    names: ANY,
    answeredBy: ['person', 'script', 'by-itself', null],
    fault: ANY,
    options: ANY,
    response: ANY,
    profile: ANY,
  },
  signalReceived: {
    entryId: ANY,
    signal: signalKinds,
    origin: ANY,
    rpId: ANY,
    outcome: outcomes,
    error: ANY,
    reason: ANY,
    policy: [...signalPolicies, null],
    changes: ANY,
    left: ANY,
    moreChanges: ANY,
    device: ANY,
  },
  lint: {
    rule: RULES.map(({ id }) => id),
    severity: lintSeverities,
    title: ANY,
    section: ANY,
    why: ANY,
    instead: ANY,
    path: ANY,
    value: ANY,
    origin: ANY,
    call: ['create', 'get', 'signal'],
    signal: [...signalKinds, null],
    ceremonyId: ANY,
    device: ANY,
  },
  passkeyAdded: withPasskey,
  passkeyChanged: withPasskey,
  passkeyHidden: withPasskey,
  passkeyShown: withPasskey,
  passkeyRemoved: ofPasskey,
  deviceSynced: { device: ANY, sent: ANY, received: ANY, overridden: ANY },
  deviceLost: { device: ANY, passkeys: ANY, changes: ANY },
}

/** The members that every event gets when it is logged. */
const LOGGED: Readonly<Record<string, Values>> = { seq: ANY, at: ANY }

/**
 * @returns why no event of these types can ever have these members; undefined where one can.
 */
export function whyNoneFits(
  types: readonly EventType[],
  where: Readonly<Record<string, Primitive>>,
): string | undefined {
  const faults = types.map((type) => faultOf(type, where))
  return faults.every((fault) => fault !== undefined) ? faults[0] : undefined
}

function faultOf(type: EventType, where: Readonly<Record<string, Primitive>>): string | undefined {
  const members: Readonly<Record<string, Values>> = { ...MEMBERS[type], ...LOGGED }
  for (const [name, value] of Object.entries(where)) {
    if (!Object.hasOwn(members, name))
      return `${type} has no member ${name}; its members are ${Object.keys(members).join(', ')}`
    const values = members[name]
    if (values && !values.includes(value))
      return `the ${name} of ${type} is never ${JSON.stringify(value)}; it is one of ${values.map((one) => JSON.stringify(one)).join(', ')}`
  }
  return undefined
}
