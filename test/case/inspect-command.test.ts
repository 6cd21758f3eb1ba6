import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { inspectCommand } from '../../src/case/inspect-command'
import { runCommand } from '../../src/cli/run-command'
import { lintCommand } from '../../src/lint/lint-command'
import { caseOfEntry } from '../../src/inspect/case/case-of-entry'
import { WebAuthnClient } from '../../src/main/webauthn/client/client'
import { removeTemporaryFolders, temporaryFolder } from '../support/app'
import { creation } from '../support/webauthn-options'
import { webauthnPorts } from '../support/webauthn-ports'
import { activityEntry, keptCeremony } from '../support/window-data'

const CHALLENGE = 'AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA'

let folder: string

beforeEach(() => {
  folder = temporaryFolder()
})

afterEach(removeTemporaryFolders)

async function run(args: readonly string[], input: unknown = '', command = inspectCommand) {
  async function* stdin() {
    yield Buffer.from(typeof input === 'string' ? input : JSON.stringify(input))
  }
  const said = { out: '', err: '' }
  const code = await runCommand(
    () => command(args, { in: stdin(), out: async (words) => void (said.out += words) }),
    async (words) => void (said.err += words),
    () => 'Usage: latchkey inspect …',
  )
  return { code, ...said }
}

/** The case of a genuine registration. */
async function genuine() {
  const { ports, traces } = webauthnPorts()
  await new WebAuthnClient(ports).create(creation({ challenge: CHALLENGE }))
  const entry = activityEntry({ kind: 'create', origin: 'https://example.org', at: ports.now() })
  const detail = keptCeremony({ ...traces[0], entryId: entry.id })
  return caseOfEntry({ entry, detail }, { app: '1.2.3', now: 0 })
}

it('prints a ceremony, decoded and checked, from a file', async () => {
  const file = join(folder, 'case.json')
  writeFileSync(file, JSON.stringify(await genuine()))
  const { code, out, err } = await run([file])

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
  // The authenticator data of a registration stands once.
  expect(out.match(/rpIdHash \[/g)).toHaveLength(1)
  expect(out).toMatch(/\n {2}0 ms {2}received: https:\/\/example.org called/)
  expect(out).toMatch(
    /\nNo step fails, \d+ pass, \d+ only your server can judge\. \d+ findings? of/,
  )
})

it('fails where a step is wrong, and says which values differ', async () => {
  const { code, out } = await run(['--challenge=AAAA'], await genuine())

  expect(code).toBe(1)
  expect(out).toMatch(/WRONG {2}§7\.1 step \d+: .*challenge/i)
  expect(out).toContain(`"${CHALLENGE}", and not "AAAA"`)
})

it('prints the same as JSON', async () => {
  const { code, out } = await run(['--json'], await genuine())

  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({
    case: { format: 'latchkey-case', kind: 'create' },
    decoded: { kind: 'create' },
    check: expect.arrayContaining([expect.objectContaining({ outcome: 'ok' })]) as unknown,
    lint: expect.any(Array) as unknown,
  })
})

it('says why there is no response', async () => {
  const { code, out } = await run([], { options: { challenge: CHALLENGE } })
  const refused = { ...(await genuine()), response: null, outcome: 'refused' }

  expect(code).toBe(0)
  expect(out).toContain('The file has no response.')
  expect((await run([], refused)).out).toContain('The page got no response.')
  const large = { ...(await genuine()), response: null, withheld: ['response'] }
  expect((await run([], large)).out).toContain('The response was too large for the record.')
})

it('says that a profile answered only where it did', async () => {
  const profile = { id: 'u2f', name: 'U2F' }
  const failed = { step: 'answered', section: null }
  const refused = { ...(await genuine()), response: null, outcome: 'refused', failed, profile }

  expect((await run([], { ...(await genuine()), profile })).out).toContain('answered as U2F (u2f)')
  expect((await run([], refused)).out).toContain('\n  profile: U2F (u2f)\n')
})

it('writes invisible characters of a page as numbers', async () => {
  const { out } = await run([], { options: { challenge: CHALLENGE, rpId: 'a\u202eb' } })

  expect(out).not.toContain('\u202e')
})

it.each<[string, readonly string[], unknown, number, string]>([
  ['is not JSON', [], '{', 1, 'The file is not JSON.'],
  ['is no ceremony', [], {}, 1, 'neither the options nor the response'],
  ['is not there', ['/nowhere.json'], '', 1, 'cannot be read (ENOENT)'],
  ['is one of two', ['a', 'b'], '', 64, 'Name one file at most.'],
])('refuses a file that %s', async (_, args, input, exit, message) => {
  const { code, out, err } = await run(args, input)

  expect([code, out]).toEqual([exit, ''])
  expect(err).toContain(message)
})

it.each([['--origin=example.org'], ['--challenge=?'], ['--key=?'], ['--nothing']])(
  'refuses %s',
  async (option) => {
    expect((await run([option], {})).code).toBe(64)
  },
)

it('reads the file that the lint reads', async () => {
  const one = { ...(await genuine()), options: { challenge: 'AAAA', pubKeyCredParams: [] } }
  const linted = await run(['--json'], one, lintCommand)

  expect(linted.code).toBe(7)
  expect(JSON.parse(linted.out)).toContainEqual(
    expect.objectContaining({ rule: 'challenge-short', origin: 'https://example.org' }),
  )
  expect((await run([], one)).out).toContain('challenge-short')
})
