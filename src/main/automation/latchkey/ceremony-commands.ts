/** Ceremonies and signals without a page, JSON in and out, with the client that also answers pages. */
import * as v from 'valibot'
import { signalKinds } from '../../../shared/activity'
import { MAX_MESSAGE_BYTES } from '../../../shared/bridge-messages'
import { originAdvice } from '../../../shared/written-origin'
import { MAX_ORIGIN_LENGTH, originFault } from '../../bridge/origin'
import { parseUrl } from '../../platform/parse-url'
import { readRequester } from '../../bridge/requester'
import type { Requester } from '../../webauthn/client/ports'
import { pageMessage, WebAuthnError } from '../../webauthn/errors'
import type { PagelessCeremony } from '../ports'
import type { Route } from '../routes'
import type { Sessions } from '../sessions'
import { parseBody } from '../webdriver/command-body'
import { invalidArgument, WebDriverError } from '../webdriver/webdriver-error'
import { sessionRoute } from './session-route'

/** A page's message cannot hold more. */
const options = v.pipe(
  v.custom<Record<string, unknown>>((given) => !Array.isArray(given), 'expected a JSON object'),
  v.record(v.string(), v.unknown(), 'expected a JSON object'),
  v.check(
    (given) => Buffer.byteLength(JSON.stringify(given)) <= MAX_MESSAGE_BYTES,
    `at most ${MAX_MESSAGE_BYTES} bytes are allowed`,
  ),
)

/** The document on whose behalf the test calls. */
const requesterEntries = {
  origin: v.pipe(
    v.string(),
    v.rawCheck(({ dataset, addIssue }) => {
      const fault = dataset.typed ? originFault(dataset.value) : undefined
      if (!dataset.typed || fault === undefined) return
      const advice =
        dataset.value.length > MAX_ORIGIN_LENGTH
          ? undefined
          : originAdvice(dataset.value, (url) => parseUrl(url)?.origin)
      addIssue({ message: advice === undefined ? fault : `${fault}: ${advice}` })
    }),
  ),
  crossOrigin: v.optional(v.boolean()),
  topOrigin: v.optional(v.string()),
}

const ceremonySchema = v.strictObject({
  ...requesterEntries,
  options,
  mediation: v.optional(v.picklist(['silent', 'optional', 'conditional', 'required'])),
})

const getSchema = v.strictObject({
  ...ceremonySchema.entries,
  uiMode: v.optional(v.literal('immediate')),
})

const signalSchema = v.strictObject({
  ...requesterEntries,
  options,
  kind: v.picklist(signalKinds),
})

export function ceremonyRoutes(sessions: Sessions): readonly Route[] {
  return [
    sessionRoute(sessions, 'POST', '/ceremonies/create', ({ host }, { body, signal }) => {
      const ceremony = ceremonyOf(parseBody(ceremonySchema, body))
      return orPageError(() => host.ceremonies.create(ceremony, signal))
    }),
    sessionRoute(sessions, 'POST', '/ceremonies/get', ({ host }, { body, signal }) => {
      const { uiMode, ...given } = parseBody(getSchema, body)
      // The test stands for a page whose user has just clicked.
      const ui = uiMode && { mode: uiMode, isActivated: true }
      const ceremony = { ...ceremonyOf(given), ui }
      return orPageError(() => host.ceremonies.get(ceremony, signal))
    }),
    sessionRoute(sessions, 'POST', '/signals', ({ host }, { body }) => {
      const { kind, options: given, ...frame } = parseBody(signalSchema, body)
      const requester = requesterOf(frame)
      return orPageError(() => host.ceremonies.signal(requester, kind, given))
    }),
  ]
}

interface GivenFrame {
  readonly origin: string
  readonly crossOrigin?: boolean | undefined
  readonly topOrigin?: string | undefined
}

interface GivenCeremony extends GivenFrame {
  readonly options: unknown
  readonly mediation?: string | undefined
}

function ceremonyOf({ options: given, mediation, ...frame }: GivenCeremony): PagelessCeremony {
  return { requester: requesterOf(frame), options: given, mediation }
}

/** @throws {WebDriverError} `invalid argument`. */
function requesterOf({ origin, topOrigin, crossOrigin }: GivenFrame): Requester {
  const requester = readRequester(origin, {
    crossOrigin: crossOrigin ?? topOrigin !== undefined,
    topOrigin,
  })
  if (typeof requester === 'string') throw invalidArgument(`topOrigin: ${requester}`)
  return requester
}

/**
 * Answers with the error that a page would get, plus the reason, which a page does not learn.
 *
 * @throws {WebDriverError} `ceremony failed`.
 */
async function orPageError<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof WebAuthnError)) throw error
    const { name, message: reason } = error
    const message = pageMessage(name)
    throw new WebDriverError('ceremony failed', `${name}: ${reason}`, { name, message, reason })
  }
}
