import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '../../src/main/automation/session-settings'
import { lintCommand } from '../../src/lint/lint-command'
import { CHALLENGE, genuineCase, inspect } from '../support/inspect-command'
import { removeTemporaryFolders, temporaryFolder } from '../support/app'

let folder: string

beforeEach(() => {
  folder = temporaryFolder()
})

afterEach(removeTemporaryFolders)

it('prints a ceremony, decoded and checked, from a file', async () => {
  const file = join(folder, 'case.json')
  writeFileSync(file, JSON.stringify(await genuineCase()))
  const { code, out, err } = await inspect([file])

  expect([code, err]).toEqual([0, ''])
  expect(out).toMatch(/^create\(\) of https:\/\/example\.org\n/)
  for (const title of [
    'Steps',
    'Options',
    'Response',
    'Client data',
    'Authenticator data',
    'Check',
  ])
    expect(out).toContain(`\n\n${title}\n`)
  // The authenticator data of a registration occurs once.
  expect(out.match(/rpIdHash \[/g)).toHaveLength(1)
  expect(out).toMatch(/\n {2}0 ms {2}received: https:\/\/example.org called/)
  expect(out).toMatch(
    /\nNo step fails, \d+ pass, \d+ only your server can judge\. \d+ findings? of/,
  )
})

it('fails if a step is wrong, and says which values differ', async () => {
  const { code, out } = await inspect(['--challenge=AAAA'], await genuineCase())

  expect(code).toBe(1)
  expect(out).toMatch(/WRONG {2}§7\.1 step \d+: .*challenge/i)
  expect(out).toContain(`"${CHALLENGE}", and not "AAAA"`)
})

it('prints the same as JSON', async () => {
  const { code, out } = await inspect(['--json'], await genuineCase())

  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({
    case: { format: 'latchkey-case', kind: 'create' },
    decoded: { kind: 'create' },
    check: expect.arrayContaining([expect.objectContaining({ outcome: 'ok' })]) as unknown,
    lint: expect.any(Array) as unknown,
  })
})

it('says why there is no response', async () => {
  const { code, out } = await inspect([], { options: { challenge: CHALLENGE } })
  const refused = { ...(await genuineCase()), response: null, outcome: 'refused' }

  expect(code).toBe(0)
  expect(out).toContain('The file has no response.')
  expect((await inspect([], refused)).out).toContain('The page got no response.')
  const large = { ...(await genuineCase()), response: null, withheld: ['response'] }
  expect((await inspect([], large)).out).toContain('The response was too large for the record.')
})

it('says that a profile answered only if it did', async () => {
  const profile = { id: 'u2f', name: 'U2F' }
  const failed = { step: 'answered', section: null }
  const refused = { ...(await genuineCase()), response: null, outcome: 'refused', failed, profile }

  expect((await inspect([], { ...(await genuineCase()), profile })).out).toContain(
    'answered as U2F (u2f)',
  )
  expect((await inspect([], refused)).out).toContain('\n  profile: U2F (u2f)\n')
})

it('says what the fault changed, and how the session was', async () => {
  const one = await genuineCase()
  const changes = [{ what: 'flags', from: '0x1d', to: '0x19' }]
  const settings = { ...DEFAULT_SETTINGS, client: 'firefox' }
  const session = { settings, profileFile: null, authenticators: [{}], seedTaken: 0 }
  const { out } = await inspect([], {
    ...{ ...one, fault: { id: 'uv-not-set', changes }, seed: 'a seed', clock: 1_767_225_600_000 },
    session: { ...session, isClockStopped: true },
  })
  const notApplied = 'the answer has no such part'
  const unchanged = await inspect([], { ...one, fault: { id: 'uv-not-set', notApplied } })

  expect(out).toContain('\n  fault uv-not-set: flags from 0x1d to 0x19\n')
  expect(out).toContain(
    '\n  session: client firefox, clock 2026-01-01T00:00:00.000Z, seed “a seed”, virtual authenticators\n',
  )
  expect(unchanged.out).toContain(`\n  fault uv-not-set, not applied: ${notApplied}\n`)
  expect(unchanged.out).not.toContain('session:')
})

it('writes invisible characters of a page as numbers', async () => {
  const { out } = await inspect([], { options: { challenge: CHALLENGE, rpId: 'a\u202eb' } })

  expect(out).not.toContain('\u202e')
})

it.each<[string, readonly string[], unknown, number, string]>([
  ['is not JSON', [], '{', 1, 'The standard input is not JSON: see line 1, column 2.'],
  ['is no ceremony', [], {}, 1, 'neither the options nor the response'],
  ['is not there', ['/nowhere.json'], '', 1, 'cannot be read, because there is no such file'],
  ['is one of two', ['a', 'b'], '', 64, 'Name one file at most.'],
])('refuses a file that %s', async (_, args, input, exit, message) => {
  const { code, out, err } = await inspect(args, input)

  expect([code, out]).toEqual([exit, ''])
  expect(err).toContain(message)
})

it.each([
  ['--origin=example.org', '--origin is an origin'],
  ['--challenge=?', '--challenge is base64url'],
  ['--challenge=', '--challenge is empty'],
  ['--rp-id=', '--rp-id is empty'],
  ['--rp-id=https://example.org', '--rp-id is a domain'],
  ['--key=?', '--key is a COSE key or a SubjectPublicKeyInfo'],
  ['--key=', '--key is empty'],
  ['--key=AAAA', '--key is a COSE key or a SubjectPublicKeyInfo'],
  ['--nothing', 'nothing'],
])('refuses %s', async (option, message) => {
  const { code, err } = await inspect([option], await genuineCase())

  expect(code).toBe(64)
  expect(err).toContain(message)
})

it('reads the file that the lint reads', async () => {
  const one = { ...(await genuineCase()), options: { challenge: 'AAAA', pubKeyCredParams: [] } }
  const linted = await inspect(['--json'], one, {}, lintCommand)

  expect(linted.code).toBe(7)
  expect(JSON.parse(linted.out)).toContainEqual(
    expect.objectContaining({ rule: 'challenge-short', origin: 'https://example.org' }),
  )
  expect((await inspect([], one)).out).toContain('challenge-short')
})
