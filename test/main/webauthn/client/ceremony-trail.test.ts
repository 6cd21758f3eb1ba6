/** The client's reports about each step of a ceremony, and about the step at which it failed. */
import { describe, expect, it } from 'vitest'
import { CeremonyTrail } from '../../../../src/main/webauthn/client/ceremony-trail'
import { WebAuthnClient } from '../../../../src/main/webauthn/client/client'
import type { CeremonyTrace } from '../../../../src/shared/ceremony-detail'
import { passkey } from '../../../support/passkeys'
import { relatedOriginsDocument, ServingAll } from '../../../support/related-origins'
import { assertionRequest, creation, creationOptions } from '../../../support/webauthn-options'
import { approve, decline, webauthnPorts } from '../../../support/webauthn-ports'

type World = NonNullable<Parameters<typeof webauthnPorts>[0]>

const kept = passkey()

function world(fields: World = {}) {
  const { ports, traces } = webauthnPorts(fields)
  return { client: new WebAuthnClient(ports), traces }
}

const stepsOf = (trace: CeremonyTrace | undefined) => trace?.steps.map(({ step }) => step)

/** The trace of a call that fails. */
async function traceOf(fields: World, call: (client: WebAuthnClient) => Promise<unknown>) {
  const { client, traces } = world(fields)
  await expect(call(client)).rejects.toThrow(Error)
  return traces[0]
}

it('reports each step of a registration, with the request and the response', async () => {
  const { client, traces } = world()
  const options = creationOptions()
  const response = await client.create(creation())

  const [trace] = traces
  expect(stepsOf(trace)).toEqual([
    ...['received', 'parsed', 'rp-id', 'authenticators', 'question', 'answered', 'signed', 'sent'],
  ])
  expect(trace).toMatchObject({
    ...{ kind: 'create', mediation: null, options, response, failed: null },
    profile: { id: 'latchkey', name: 'Latchkey' },
  })
  expect(trace?.steps.map(({ note }) => note)).toEqual([
    'https://example.org called navigator.credentials.create()',
    'the options are well formed',
    'the page named no RP ID: it is example.org, the domain of its origin',
    'asked: Latchkey',
    'the user was asked whether to make a passkey',
    'the user agreed',
    'Latchkey signed for example.org',
    'the answer went to the page',
  ])
})

it('reports how many passkeys the user could choose from', async () => {
  const { client, traces } = world({ passkeys: [kept] })
  await client.get(assertionRequest())

  expect(traces[0]?.steps[4]?.note).toBe(
    'the user was asked which passkey to sign in with (1 to choose from)',
  )
})

it('does not report consent of the user if no passkey fits', async () => {
  const trace = await traceOf({}, (client) => client.get(assertionRequest()))

  expect(trace?.steps.at(-2)).toMatchObject({
    step: 'answered',
    note: 'the user closed the message',
  })
})

it.each(['script', 'by-itself'] as const)(
  'does not report that the user was asked if the answer came %s',
  async (answeredBy) => {
    const { client, traces } = world({ answer: () => ({ given: true, answeredBy }) })
    await client.create(creation())

    const notes = traces[0]?.steps.map(({ note }) => note).join('\n')
    expect(notes).toContain('the question was whether to make a passkey')
    expect(notes).not.toContain('the user')
  },
)

it('reports the result of the related origins', async () => {
  const relatedOrigins = new ServingAll(relatedOriginsDocument(['https://example.org']))
  const { client, traces } = world({ relatedOrigins })
  await client.create(creation({ rp: { id: 'example.com', name: 'Example' } }))

  expect(traces[0]?.steps.slice(2, 4)).toMatchObject([
    { step: 'rp-id', note: '"example.com" is of another domain: related origins are needed' },
    { step: 'related-origins', note: 'example.com names https://example.org as related' },
  ])
})

it('reports that an automatic upgrade did not ask the user', async () => {
  const { ports, traces } = webauthnPorts({ signedInLately: true })
  const client = new WebAuthnClient({ ...ports, recentSignIns: ports.signIns })
  await client.create(creation({}, { mediation: 'conditional' }))

  expect(traces[0]?.mediation).toBe('conditional')
  expect(stepsOf(traces[0])).toEqual([
    ...['received', 'parsed', 'rp-id', 'question', 'authenticators', 'signed', 'sent'],
  ])
  expect(traces[0]?.steps[3]?.note).toContain('no question')
})

describe('where a ceremony failed', () => {
  it.each<[string, World, (client: WebAuthnClient) => Promise<unknown>, CeremonyTrace['failed']]>([
    [
      'malformed options',
      {},
      (client) => client.create(creation({ user: null })),
      { step: 'parsed', section: 'WebAuthn §5.1.3 steps 2 to 5' },
    ],
    [
      'an unknown type of credential',
      {},
      (client) => client.create(creation({ pubKeyCredParams: [{ type: 'x', alg: -7 }] })),
      { step: 'parsed', section: 'WebAuthn §5.1.3 steps 9 to 12' },
    ],
    [
      'a foreign RP ID',
      {},
      (client) => client.get(assertionRequest({ rpId: 'example.com' })),
      { step: 'related-origins', section: 'WebAuthn §5.11.1' },
    ],
    [
      'no passkey',
      { answer: decline },
      (client) => client.get(assertionRequest()),
      { step: 'authenticators', section: 'WebAuthn §6.3' },
    ],
    [
      'the user declined',
      { answer: decline },
      (client) => client.create(creation()),
      { step: 'answered', section: 'WebAuthn §6.3.2 step 6' },
    ],
    [
      'the vault could not be written',
      { algorithms: new Map(), answer: approve, passkeys: [kept] },
      (client) => client.get(assertionRequest()),
      { step: 'signed', section: 'WebAuthn §6.3.3' },
    ],
  ])('%s', async (_what, fields, call, failed) => {
    const trace = await traceOf(fields, call)

    expect(trace?.failed).toEqual(failed)
    expect(trace?.response).toBeNull()
    expect(stepsOf(trace)?.at(-1)).toBe('sent')
  })
})

it('counts the time of each step from the first, on a clock that never jumps', () => {
  let now = 100
  const trail = new CeremonyTrail(() => now)
  trail.reached('received', 'a')
  now = 112.3456
  trail.reached('parsed', () => 'b')

  expect(trail.steps()).toEqual([
    { step: 'received', afterMs: 0, note: 'a' },
    { step: 'parsed', afterMs: 12.35, note: 'b' },
  ])
})

it('keeps a bounded number of steps: authenticators may come and go without end', () => {
  const trail = new CeremonyTrail(() => 0)
  for (let i = 0; i < 1000; i++) trail.reached('question', 'again')

  expect(trail.steps()).toHaveLength(64)
})
