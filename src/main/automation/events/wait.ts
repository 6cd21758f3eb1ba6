/** Waiting for an event, with a time-out (docs/automation.md, "Waiting"). */
import * as v from 'valibot'
import { WebDriverError } from '../webdriver/webdriver-error'
import { whyNoneFits } from './event-members'
import type { EventLog } from './event-log'
import { eventTypes, type SessionEvent } from '../../../shared/session-event'
import type { Clock } from '../../platform/ports'

const LONGEST_WAIT_MS = 600_000
const DEFAULT_WAIT_MS = 30_000
/** How many of the last events a failed wait names. */
const SHOWN = 3

const eventType = v.picklist(eventTypes)
const jsonPrimitive = v.union([v.string(), v.number(), v.boolean(), v.null()])
const milliseconds = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LONGEST_WAIT_MS))

const UNKNOWN_EVENT = `unknown event; the events are ${eventTypes.join(', ')}`

const membersSchema = v.strictObject({
  event: v.union([eventType, v.pipe(v.array(eventType), v.minLength(1))], UNKNOWN_EVENT),
  /** Members that the event must have, with exactly these values. */
  where: v.optional(v.record(v.string(), jsonPrimitive), {}),
  /** Considers only events after this number, including events that answered another wait. */
  since: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  timeout: v.optional(milliseconds, DEFAULT_WAIT_MS),
})

export const waitSchema = v.pipe(
  membersSchema,
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return
    const { event, where } = dataset.value
    const why = whyNoneFits([event].flat(), where)
    if (why !== undefined) addIssue({ message: `where: ${why}` })
  }),
)

export type Wait = Readonly<v.InferOutput<typeof waitSchema>>

/**
 * Resolves with the first matching event. Considers stored events before new ones.
 *
 * @param signal aborts when the driver disconnects.
 * @throws {WebDriverError} `timeout`, or `invalid session id` when the session ends before the event.
 */
export async function waitForEvent(
  log: EventLog,
  wait: Wait,
  clock: Clock,
  signal: AbortSignal,
): Promise<SessionEvent> {
  // A wait takes its event away from other waits, so a disconnected driver must not take one.
  if (signal.aborted) throw disconnected()
  const { since } = wait
  const look = () =>
    since === undefined
      ? log.take((event) => fits(event, wait))
      : log.since(since).find((event) => fits(event, wait))
  return look() ?? waitForNext(log, wait, { look, clock, signal })
}

interface Waiting {
  readonly look: () => SessionEvent | undefined
  readonly clock: Clock
  readonly signal: AbortSignal
}

function waitForNext(log: EventLog, wait: Wait, { look, clock, signal }: Waiting) {
  return new Promise<SessionEvent>((resolve, reject) => {
    const end = (settle: () => void) => {
      stopListening()
      stopTimer()
      signal.removeEventListener('abort', gone)
      settle()
    }
    const fail = (error: Error) => end(() => reject(error))
    const gone = () => fail(disconnected())
    const stopTimer = clock.after(wait.timeout, () => fail(timeoutError(wait, log)))
    const stopListening = log.listen(
      () => {
        const found = look()
        if (found) end(() => resolve(found))
      },
      () => fail(endedError(wait, log)),
    )
    signal.addEventListener('abort', gone, { once: true })
  })
}

function fits(event: SessionEvent, { event: wanted, where }: Wait): boolean {
  const isWanted = Array.isArray(wanted) ? wanted.includes(event.type) : wanted === event.type
  const members = new Map<string, unknown>(Object.entries(event))
  return isWanted && Object.entries(where).every(([name, value]) => members.get(name) === value)
}

function disconnected(): WebDriverError {
  return new WebDriverError('unknown error', 'the driver disconnected before the event came')
}

function timeoutError(wait: Wait, log: EventLog): WebDriverError {
  const message = `no ${wordsOf(wait)} within ${wait.timeout} ms. ${soFar(log)}`
  return new WebDriverError('timeout', message)
}

/** A test that runs out of time ends its session, often before the wait is over. */
function endedError(wait: Wait, log: EventLog): WebDriverError {
  const message = `the session has ended before a ${wordsOf(wait)} came. ${soFar(log)}`
  return new WebDriverError('invalid session id', message)
}

function wordsOf({ event, where }: Wait): string {
  const which = [event].flat().join(' or ')
  const members = Object.entries(where).map(([name, value]) => `${name} ${JSON.stringify(value)}`)
  return members.length > 0 ? `${which} with ${members.join(', ')}` : which
}

/** A page whose policy forbids the connection leaves no trace here. */
const NO_EVENTS =
  'No page of this session has asked or signalled anything yet. If a page has, its Content-Security-Policy may keep it from ' +
  'Latchkey: use bypassCSP: true in Playwright, or add ws://127.0.0.1:* to its connect-src.'

/** What happened instead, for the author of the test. */
function soFar(log: EventLog): string {
  // Leaves out lint findings, because they are not what happened.
  const happened = log.since(0).filter(({ type }) => type !== 'lint')
  const last = happened.slice(-SHOWN)
  return last.length === 0 ? NO_EVENTS : `The last events: ${last.map(described).join('; ')}.`
}

function described(event: SessionEvent): string {
  const members = new Map<string, unknown>(Object.entries(event))
  const words = ['type', 'ceremony', 'signal', 'outcome'].map((name) => members.get(name))
  const reason = members.get('reason')
  const text = words.filter((word) => typeof word === 'string').join(' ')
  return typeof reason === 'string' ? `${text} (${reason})` : text
}
