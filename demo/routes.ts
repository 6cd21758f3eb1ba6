/** The relying party over HTTP: a table of routes, the schema of each request, and the answers for failures. */
import type { IncomingMessage } from 'node:http'
import * as v from 'valibot'
import type { Answers } from './answers'
import { Refusal } from './refusal'
import type { RelyingParty } from './relying-party'
import {
  acceptedSchema,
  namesSchema,
  nothingSchema,
  registrationRequestSchema,
  registrationResponseSchema,
  removalSchema,
  signInRequestSchema,
  signInResponseSchema,
} from './schemas'
import type { Session } from './sessions'

/** Maximum size of a request's body. An attestation with certificates needs a few thousand bytes. */
const MAX_BODY_BYTES = 262_144

type Route<A> = (rp: RelyingParty, session: Session, body: unknown) => A | Promise<A>

/** Every call of the page. Each is a POST with a JSON body, which is `{}` when the call has no parameters. */
const routes: { readonly [P in keyof Answers]: Route<Answers[P]> } = {
  'registration/begin': taking(registrationRequestSchema, (rp, session, input) =>
    rp.beginRegistration(session, input),
  ),
  'registration/finish': taking(registrationResponseSchema, (rp, session, input) =>
    rp.finishRegistration(session, input),
  ),
  'sign-in/begin': taking(signInRequestSchema, (rp, session, input) =>
    rp.beginSignIn(session, input),
  ),
  'sign-in/finish': taking(signInResponseSchema, (rp, session, input) =>
    rp.finishSignIn(session, input),
  ),
  names: taking(namesSchema, (rp, session, input) => rp.saveNames(session, input)),
  'passkey/remove': taking(removalSchema, (rp, session, input) => rp.removePasskey(session, input)),
  'passkeys/accepted': taking(acceptedSchema, (rp, session, input) =>
    rp.signalAccepted(session, input),
  ),
  'account/delete': taking(nothingSchema, (rp, session) => rp.deleteAccount(session)),
  'sign-out': taking(nothingSchema, (rp, session) => rp.signOut(session)),
}

export interface Answer {
  readonly status: number
  readonly body: unknown
}

/** Answers one call of the page. Every failure becomes `{ error }` with a status. */
export async function answerCall(
  rp: RelyingParty,
  session: Session,
  request: IncomingMessage,
  path: string,
): Promise<Answer> {
  try {
    const name = path.slice('/api/'.length)
    if (!path.startsWith('/api/') || !isCall(name)) throw new Refusal(404, 'There is no such call.')
    if (request.method !== 'POST') throw new Refusal(405, 'This call is a POST.')
    return { status: 200, body: await routes[name](rp, session, await jsonBody(request)) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { status: error.status, body: { error: error.message } }
  }
}

function isCall(name: string): name is keyof Answers {
  return Object.hasOwn(routes, name)
}

function taking<S extends v.GenericSchema, A>(
  schema: S,
  answer: (rp: RelyingParty, session: Session, input: v.InferOutput<S>) => A | Promise<A>,
): Route<A> {
  return (rp, session, body) => {
    const parsed = v.safeParse(schema, body)
    if (!parsed.success) throw new Refusal(400, `Bad input: ${explain(parsed.issues[0])}`)
    return answer(rp, session, parsed.output)
  }
}

function explain(issue: v.BaseIssue<unknown>): string {
  return `${v.getDotPath(issue) ?? 'the body'}: ${issue.message}`
}

/** @throws {Refusal} when the body is not JSON, or is too large. */
async function jsonBody(request: IncomingMessage): Promise<unknown> {
  if (!request.headers['content-type']?.startsWith('application/json'))
    throw new Refusal(415, 'Send application/json.')
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > MAX_BODY_BYTES) throw new Refusal(413, 'That is too much.')
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown
  } catch {
    throw new Refusal(400, 'Bad input: not JSON.')
  }
}
