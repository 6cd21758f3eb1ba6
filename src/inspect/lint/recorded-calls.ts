/**
 * Calls of pages from a file: a list of calls, the events of a session, or one call’s options alone. Does not check the
 * options, because the rules judge them.
 */
import * as v from 'valibot'
import { signalKinds, type SignalKind } from '../../shared/activity'
import { has, hostOf, listOf, membersOf, textOf, type Members } from './lenient'
import type { GivenCredential, Outcome, PageCall } from './page-call'

const MOST_CALLS = 10_000

/** A record that recorded nothing must not pass as a record without mistakes. */
const WITHOUT_CALLS =
  'The list has no call, so there was nothing to lint. Check what recorded it: a call has kind, origin and options, and an event has the type ceremonyFinished.'

const text = v.string('is no text')
const options = v.custom<Members>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'is not a JSON object',
)
const origin = v.pipe(
  text,
  v.check((value) => hostOf(value) !== undefined, 'is not an origin, such as https://example.org'),
)

/** Ignores other members, such as those of an event. */
const callSchema = v.object({
  kind: v.picklist(['create', 'get', 'signal'], 'is not create, get or signal'),
  signal: v.optional(v.picklist(signalKinds, `is not ${signalKinds.join(', ')}`)),
  origin: v.nullable(origin),
  options,
  mediation: v.nullish(text, null),
  hasSignal: v.nullish(v.boolean('is not true or false'), null),
  at: v.nullish(v.number('is not a number'), null),
  outcome: v.optional(
    v.picklist(
      ['pending', 'done', 'nothing', 'refused', 'unknown'],
      'is not pending, done, refused or unknown',
    ),
    'unknown',
  ),
  error: v.nullish(text, null),
  response: v.nullish(options, null),
})

type RecordedCall = v.InferOutput<typeof callSchema>

/** What a file with options alone does not contain. */
export interface Unsaid {
  readonly kind?: 'create' | 'get' | SignalKind | undefined
  readonly origin?: string | undefined
}

/**
 * @param json a list of calls or of a session's events, oldest first; or the options of one call.
 * @throws {RangeError} one sentence that says what is wrong with which call.
 */
export function readRecordedCalls(json: unknown, unsaid: Unsaid = {}): readonly PageCall[] {
  if (!Array.isArray(json)) return [callOf({ ...soleCall(json, unsaid) }, 'The call')]
  if (json.length > MOST_CALLS)
    throw new RangeError(`The list has more than ${MOST_CALLS} entries.`)
  const mediations = mediationsIn(json)
  const calls = json.flatMap((entry: unknown, index) => {
    const members = membersOf(entry)
    if (has(members, 'type') && members.type !== 'ceremonyFinished') return []
    const { ceremony, ceremonyId, kind = ceremony } = members
    const mediation = members.mediation ?? mediations.get(textOf(ceremonyId) ?? '')
    const given = { origin: unsaid.origin, ...members, kind, mediation }
    return [callOf(given, `Call ${index + 1}`)]
  })
  if (calls.length === 0) throw new RangeError(WITHOUT_CALLS)
  return calls
}

/** By the ceremony’s id. Only the event of the start has the mediation. */
function mediationsIn(events: readonly unknown[]): ReadonlyMap<string, unknown> {
  return new Map(
    events
      .map(membersOf)
      .filter(({ type }) => type === 'ceremonyStarted')
      .map(({ ceremonyId, mediation }) => [textOf(ceremonyId) ?? '', mediation]),
  )
}

/** The options of one call: alone, in a call, or in the argument of `create()` or `get()`. */
function soleCall(json: unknown, { kind, origin: page }: Unsaid): Members {
  const members = membersOf(json)
  // A case of an unknown page says null.
  if (has(members, 'options')) return { ...members, origin: members.origin ?? page ?? null }
  const { publicKey, mediation } = members
  const given = has(members, 'publicKey') ? membersOf(publicKey) : members
  const guessed = kind ?? kindOf(given)
  if (guessed === undefined)
    throw new RangeError(
      'The file has neither a list of calls nor the options of one. Give the JSON that a server sends to create() or get(), or a list of calls: docs/lint.md.',
    )
  const isSignal = guessed !== 'create' && guessed !== 'get'
  return {
    ...(isSignal ? { kind: 'signal', signal: guessed } : { kind: guessed }),
    origin: page ?? null,
    options: given,
    mediation,
  }
}

function kindOf(given: Members): Unsaid['kind'] {
  if (has(given, 'allAcceptedCredentialIds')) return 'allAcceptedCredentials'
  if (has(given, 'credentialId')) return 'unknownCredential'
  if (has(given, 'userId')) return 'currentUserDetails'
  if (['rp', 'user', 'pubKeyCredParams'].some((name) => has(given, name))) return 'create'
  return has(given, 'challenge') ? 'get' : undefined
}

function callOf(given: Members, which: string): PageCall {
  const { output, issues, success } = v.safeParse(callSchema, given)
  if (!success) throw new RangeError(sentenceOf(issues[0], which))
  const { kind, signal, outcome, mediation, hasSignal, response, ...fields } = output
  const call = { ...fields, outcome: outcomeOf(outcome) }
  if (kind !== 'signal')
    return {
      ...call,
      kind,
      options: innerOf(output.options),
      mediation,
      hasSignal,
      credential: response && credentialOf(kind, response),
    }
  if (signal === undefined)
    throw new RangeError(`${which}: the member signal is missing, which says which signal it is.`)
  return { ...call, kind, signal }
}

/** @param response RegistrationResponseJSON or AuthenticationResponseJSON. */
export function credentialOf(kind: 'create' | 'get', response: object): GivenCredential | null {
  const { id, response: inner } = membersOf(response)
  const { userHandle, transports } = membersOf(inner)
  if (typeof id !== 'string') return null
  return {
    id,
    userHandle: textOf(userHandle) ?? null,
    transports:
      kind === 'create' ? listOf(transports).filter((one) => typeof one === 'string') : null,
  }
}

/** Many servers send the argument of `navigator.credentials.create()`, which contains the options. */
function innerOf(given: Members): Members {
  return has(given, 'publicKey') ? membersOf(given.publicKey) : given
}

/** A signal that changed nothing was well formed. */
function outcomeOf(outcome: RecordedCall['outcome']): Outcome {
  return outcome === 'nothing' ? 'done' : outcome
}

function sentenceOf(issue: v.BaseIssue<unknown>, which: string): string {
  const name = v.getDotPath(issue) ?? 'call'
  return issue.input === undefined
    ? `${which}: the member ${name} is missing.`
    : `${which}: the member ${name} ${issue.message}.`
}
