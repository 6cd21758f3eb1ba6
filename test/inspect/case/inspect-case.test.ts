/** A case of the record from a real ceremony: made, kept without its secrets, written, read and checked. */
import { describe, expect, it } from 'vitest'
import { caseOfEntry } from '../../../src/inspect/case/case-of-entry'
import { inspectCase } from '../../../src/inspect/case/inspect-case'
import { readAnyCase, readCaseFile } from '../../../src/inspect/case/read-case'
import { keptDetail } from '../../../src/main/activity/kept-detail'
import { WebAuthnClient } from '../../../src/main/webauthn/client/client'
import type { ActivityEntry, ActivityReport } from '../../../src/shared/activity'
import type { CaseFile } from '../../../src/shared/case-file'
import type { CeremonyDetail, CeremonyTrace } from '../../../src/shared/ceremony-detail'
import { assertionRequest, creation } from '../../support/webauthn-options'
import { decline, webauthnPorts } from '../../support/webauthn-ports'
import { activityEntry } from '../../support/window-data'

type World = NonNullable<Parameters<typeof webauthnPorts>[0]>

const NOW = Date.UTC(2026, 0, 1)
const CHALLENGE = { challenge: 'AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA' }

/** The case of one ceremony, read by another Latchkey. */
async function caseOf(call: (client: WebAuthnClient) => Promise<unknown>, world: World = {}) {
  const { ports, traces, reports } = webauthnPorts(world)
  await call(new WebAuthnClient(ports)).catch(() => undefined)
  return keptCase(traces[0], reports[0])
}

function keptCase(trace: CeremonyTrace | undefined, report: ActivityReport | undefined): CaseFile {
  if (!trace || !report) throw new Error('there was no ceremony')
  const entry: ActivityEntry = { ...activityEntry(), ...report, at: NOW, fault: null }
  const detail = JSON.parse(keptDetail(entry.id, trace)) as CeremonyDetail
  const one = caseOfEntry({ entry, detail }, { app: '1.2.3', now: 0 })
  return readCaseFile(JSON.parse(JSON.stringify(one)))
}

const wrongIn = async (one: CaseFile, given = {}) =>
  (await inspectCase(one, given)).check.filter(({ outcome }) => outcome === 'wrong')

it('has the ceremony with its entry in the record', async () => {
  const one = await caseOf((client) => client.create(creation(CHALLENGE)))

  expect(one).toMatchObject({
    ...{ format: 'latchkey-case', version: 1, app: '1.2.3', savedAt: '1970-01-01T00:00:00.000Z' },
    ...{ kind: 'create', origin: 'https://example.org', outcome: 'done', error: null },
    entry: { reason: expect.stringContaining('made a passkey for example.org') as string },
    ...{ seed: null, clock: null, withheld: [] },
  })
  expect(one.steps.at(-1)?.step).toBe('sent')
})

it('is right for a genuine registration, and wrong for another challenge', async () => {
  const one = await caseOf((client) => client.create(creation(CHALLENGE)))

  expect(await wrongIn(one)).toEqual([])
  const [step] = await wrongIn(one, { challenge: 'AAAA' })
  expect(step?.title).toContain('challenge')
})

it('does not take the page of the case for a page of the relying party', async () => {
  const one = await caseOf((client) => client.create(creation(CHALLENGE)))
  const judged = async (fields: Partial<CaseFile>, given = {}) =>
    (await inspectCase({ ...one, ...fields }, given)).check.find(({ title }) =>
      title.startsWith('C.origin'),
    )
  const got = '"https://example.org"'

  expect(await judged({})).toMatchObject({
    ...{ outcome: 'only-server-knows', compared: [{ name: 'C.origin', got, expected: null }] },
  })
  expect((await judged({}, { origins: ['https://example.org'] }))?.outcome).toBe('ok')
  expect(await judged({ origin: 'https://evil.example' })).toMatchObject({
    ...{ outcome: 'wrong', compared: [{ got, expected: '"https://evil.example"' }] },
  })
})

it('decodes the response, and finds what is wrong with the options', async () => {
  const { decoded, lint } = await inspectCase(
    await caseOf((client) => client.create(creation({ challenge: 'AAAA' }))),
  )

  expect(decoded?.kind).toBe('create')
  expect(lint.map(({ rule }) => rule)).toContain('challenge-short')
})

it('has no response to check if the page got an error', async () => {
  const one = await caseOf((client) => client.create(creation(CHALLENGE)), { answer: decline })
  const { decoded, check } = await inspectCase(one)

  expect([decoded, check]).toEqual([null, []])
  expect(one).toMatchObject({ error: 'NotAllowedError', failed: { step: 'answered' } })
})

it('judges no signature over bytes whose secret was replaced', async () => {
  const { ports, traces, reports } = webauthnPorts()
  const client = new WebAuthnClient(ports)
  const blob = { extensions: { credBlob: 'c2VjcmV0IGJsb2I' } }
  const made = await client.create(creation({ ...CHALLENGE, ...blob }))
  const record = { publicKey: made.response.publicKey ?? '' }
  await client.get(assertionRequest(CHALLENGE))
  await client.get(assertionRequest({ ...CHALLENGE, extensions: { getCredBlob: true } }))
  const [, plain, withBlob] = traces.map((trace, i) => keptCase(trace, reports[i]))
  const signature = async (one = plain) =>
    (await inspectCase(one!, { record })).check.find(({ title }) => title.includes('valid over'))

  expect((await signature())?.outcome).toBe('ok')
  expect(await signature(withBlob)).toMatchObject({
    ...{ outcome: 'only-server-knows', why: expect.stringContaining('not kept') as string },
  })
  expect(withBlob?.withheld).toEqual([
    'response.clientExtensionResults.getCredBlob',
    'response.response.authenticatorData (extensions)',
  ])
  expect(JSON.stringify(withBlob)).not.toContain('c2VjcmV0IGJsb2I')
})

it('keeps the findings from when the page called', async () => {
  const one = await caseOf((client) => client.create(creation(CHALLENGE)))
  const past = { ...one, lint: [{ ...FINDING, rule: 'challenge-reused' }] }

  expect((await inspectCase(past)).lint.map(({ rule }) => rule)).toContain('challenge-reused')
})

it('lints no options that were too large to be kept', async () => {
  const one = await caseOf((client) => client.create(creation(CHALLENGE)))
  const lint = [FINDING]

  expect((await inspectCase({ ...one, options: null, withheld: ['options'], lint })).lint).toEqual(
    lint,
  )
})

const FINDING: CaseFile['lint'][number] = {
  ...{ rule: 'challenge-short', severity: 'error', title: 't', section: 's' },
  ...{ why: 'w', instead: 'i', path: 'publicKey.challenge', value: 'v' },
}

describe('a file', () => {
  it.each<[string, unknown, string]>([
    ['no object', [], 'The file is no case file of Latchkey'],
    ['another format', { format: 'har' }, 'The file is no case file of Latchkey'],
    [
      'a later version',
      { format: 'latchkey-case', version: 2 },
      'The case file has the version 2, and this Latchkey reads version 1. Use a newer Latchkey.',
    ],
    [
      'a member that is missing',
      { format: 'latchkey-case', version: 1 },
      'The case file is damaged: app is missing.',
    ],
  ])('with %s is refused', (_, json, message) => {
    expect(() => readCaseFile(json)).toThrow(message)
  })

  it('may have members of a later build', async () => {
    const one = await caseOf((client) => client.create(creation(CHALLENGE)))

    expect(readCaseFile({ ...one, later: true })).toEqual(one)
  })

  it('may have members of a later build in every object', async () => {
    const made = await caseOf((client) => client.create(creation(CHALLENGE)))
    const names = { userName: 'ada', userDisplayName: 'Ada' }
    const change = { what: 'hidden', passkeyId: 'AQID', names } as const
    const fault = { id: 'uv-not-set', changes: [{ what: 'flags', from: '1', to: '2' }] }
    const entry: ActivityEntry = { ...activityEntry(), names, fault, device: 'phone' }
    const one: CaseFile = {
      ...made,
      ...{ fault, lint: [FINDING], failed: { step: 'parsed', section: null } },
      entry: { ...entry, changes: [change], left: [{ passkeyId: 'AQID', names, because: 'b' }] },
    }

    const { options, response } = one
    expect(readCaseFile({ ...withLater(one), options, response })).toEqual(one)
  })

  it.each<[string, object]>([
    ['savedAt', { savedAt: 'yesterday' }],
    ['at', { at: 8.64e15 + 1 }],
    ['clock', { clock: -1e300 }],
    ['entry.at', { entry: { ...activityEntry(), at: 1e300 } }],
  ])('with a time in %s that no clock has is refused', async (place, part) => {
    const one = await caseOf((client) => client.create(creation(CHALLENGE)))

    expect(() => readCaseFile({ ...one, ...part })).toThrow(`The case file is damaged: ${place}`)
  })
})

/** Adds a member to every object. */
function withLater(value: unknown): object {
  const parts = (one: unknown): unknown =>
    typeof one === 'object' && one !== null ? withLater(one) : one
  if (Array.isArray(value)) return (value as unknown[]).map(parts)
  const members = Object.entries(value as object).map(([name, one]) => [name, parts(one)] as const)
  return { ...Object.fromEntries<unknown>(members), later: true }
}

describe('what other programs write', () => {
  const options = { challenge: 'AAAA', pubKeyCredParams: [] }
  const response = { id: 'AQID', response: { clientDataJSON: 'e30', signature: 'AA' } }

  it.each<[string, unknown, Partial<CaseFile>]>([
    ['options', options, { kind: 'create', options, response: null, outcome: 'unknown' }],
    ['the argument of create()', { publicKey: options }, { kind: 'create', options }],
    ['a response', response, { kind: 'get', options: null, response, outcome: 'done' }],
    [
      'an event of a session',
      { type: 'ceremonyFinished', ceremony: 'get', origin: 'https://a.example', options, response },
      { kind: 'get', origin: 'https://a.example', options, response },
    ],
  ])('%s', (_, json, parts) => {
    expect(readAnyCase(json)).toMatchObject(parts)
  })

  it.each([[{}], [null], ['text'], [{ options: 7 }]])('refuses %j', (json) => {
    expect(() => readAnyCase(json)).toThrow('neither the options nor the response')
  })
})
