import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Latchkey } from '../../playwright/client/latchkey'
import { auditCommand } from '../../src/audit/audit-command'
import { removeTemporaryFolders, temporaryFolder } from '../support/app'
import { DrivenSession } from '../support/driven-session'

const session = DrivenSession.forEachTest()
let folder: string

beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(removeTemporaryFolders)

/** A server that compares challenges, and checks nothing else. */
const CARELESS = `
import { randomBytes } from 'node:crypto'
const challenges = new Map()
const asked = (userName) => {
  const challenge = randomBytes(16).toString('base64url')
  challenges.set(userName, challenge)
  return challenge
}
const check = ({ response }, { userName }) => {
  const { challenge } = JSON.parse(Buffer.from(response.clientDataJSON, 'base64url'))
  if (challenge !== challenges.get(userName)) throw new Error('another challenge')
}
export const origin = 'https://login.example.org'
export const registrationOptions = ({ userName }) => ({
  rp: { id: 'login.example.org', name: 'Example' },
  user: { id: Buffer.from(userName).toString('base64url'), name: userName, displayName: userName },
  challenge: asked(userName),
  pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
  authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
})
export const authenticationOptions = ({ userName }) => ({ challenge: asked(userName) })
export const verifyRegistration = check
export const verifyAuthentication = check
`
const FAULTS = '--faults=challenge-wrong,signature-flipped'
const PROFILES = '--profiles=none'

let interrupt: () => void = () => undefined

async function run(...args: string[]) {
  const said = { out: '', err: '' }
  const code = await auditCommand(args, {
    onInterrupt: (stop) => {
      interrupt = stop
      return () => undefined
    },
    out: async (text) => void (said.out += text),
    err: async (text) => void (said.err += text),
    folder,
    isTerminal: { out: false, err: false },
    start: () => Latchkey.connect({ url: session.automation.url }),
  })
  return { code, ...said }
}

function config(text = CARELESS, name = 'careless.audit.mjs'): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

describe('latchkey audit', () => {
  it('says what the relying party did, and fails by findings', async () => {
    const { code, out, err } = await run(config(), FAULTS, PROFILES)

    expect(code).toBe(7)
    expect(out).toContain('Audit of careless.audit.mjs, ')
    expect(out).toMatch(
      /^✗ signature +signature-flipped \(sign-in\) +critical +refused +accepted$/m,
    )
    expect(out).toMatch(/^✓ client-data +challenge-wrong \(sign-in\) +critical +refused +refused$/m)
    expect(out).toContain('1 finding (1 critical).\n')
    expect(err).toMatch(/^4\/4: 1 finding, about 0 s left$/m)
  })

  it.each([
    ['--faults=nope', 'There is no fault nope.'],
    ['--profiles=nope', 'There is no profile nope.'],
    ['--only=nope', '`only` names nope'],
  ])('refuses %s as a wrong command line, before it starts a browser', async (option, message) => {
    const site = config('export const register = () => 1\nexport const signIn = () => 1')
    const { code, err } = await run(site, option)

    expect(code).toBe(64)
    expect(err).toContain(message)
    expect(err).toContain('Usage: latchkey audit')
  })

  it('writes its reports, and JSON to the standard output', async () => {
    const files = ['junit', 'sarif', 'html'].map((format) => join(folder, `audit.${format}`))
    const [junit = '', sarif = '', html = ''] = files
    const reports = [`--junit=${junit}`, `--sarif=${sarif}`, `--html=${html}`, '--json=-']
    const { out } = await run(config(), FAULTS, PROFILES, ...reports)

    expect(JSON.parse(out)).toMatchObject({ version: 1, counts: { findings: 1 } })
    expect(readFileSync(junit, 'utf8')).toContain('failures="1"')
    expect(readFileSync(html, 'utf8')).toContain('<title>Audit of careless.audit.mjs</title>')
    expect(JSON.parse(readFileSync(sarif, 'utf8'))).toMatchObject({
      runs: [{ results: [{ ruleId: 'fault/signature-flipped' }] }],
    })
  })

  it('does not fail by the findings of a baseline', async () => {
    const baseline = join(folder, 'baseline.json')
    const written = await run(
      config(),
      FAULTS,
      PROFILES,
      `--baseline=${baseline}`,
      '--write-baseline',
    )
    const again = await run(config(), FAULTS, PROFILES, `--baseline=${baseline}`)

    expect([written.code, again.code]).toEqual([0, 0])
    expect(JSON.parse(readFileSync(baseline, 'utf8'))).toEqual({
      version: 1,
      findings: ['fault/signature-flipped/get'],
    })
    expect(again.out).toContain('~ critical: signature-flipped (sign-in), in the baseline')
  })

  it.each([
    ['--fail-on=none', 0],
    ['--fail-on=critical', 7],
    ['--skip=signature', 0],
    ['--only=client-data', 0],
  ])('fails as requested: %s', async (option, code) => {
    expect((await run(config(), FAULTS, PROFILES, option)).code).toBe(code)
  })

  it('refuses a selection that leaves nothing to try, as a wrong command line', async () => {
    const { code, err } = await run(config(), FAULTS, PROFILES, '--skip=create,get')

    expect(code).toBe(64)
    expect(err).toContain('latchkey: `skip` left nothing to try')
    expect(err).toContain('Usage: latchkey audit')
  })

  it('lists what it can try', async () => {
    const { code, out } = await run('--list')

    expect(code).toBe(0)
    expect(out).toMatch(/^signature-flipped +get +signature +refuse +critical +One bit/m)
  })

  it('reads a default export, and ends what it started', async () => {
    const text = `${CARELESS}
import { writeFileSync } from 'node:fs'
const close = () => writeFileSync(${JSON.stringify(join(folder, 'closed'))}, '')
export default { subject: 'my site', close, origin, registrationOptions, authenticationOptions, verifyRegistration: check, verifyAuthentication: check }
`
    const { out } = await run(config(text), '--faults=challenge-wrong', PROFILES)

    expect(out).toContain('Audit of my site, ')
    expect(readFileSync(join(folder, 'closed'), 'utf8')).toBe('')
  })
})

describe('latchkey audit, when the user ends it,', () => {
  /** Ends the audit during the given verification of a registration. The genuine one is the first. */
  function endingIn(nth: number): string {
    const text = CARELESS.replace(
      'export const verifyRegistration = check',
      `let calls = 0
export const verifyRegistration = (...given) => {
  if (++calls === ${nth}) globalThis.endAudit()
  check(...given)
}`,
    )
    return config(text, `ending-${nth}.audit.mjs`)
  }

  beforeEach(() => {
    Object.assign(globalThis, { endAudit: () => interrupt() })
  })
  afterEach(() => {
    Reflect.deleteProperty(globalThis, 'endAudit')
  })

  it('says what was tried, what was not, and writes its reports but no baseline', async () => {
    const baseline = join(folder, 'baseline.json')
    const json = join(folder, 'audit.json')
    const options = [`--baseline=${baseline}`, '--write-baseline', `--json=${json}`]
    const { code, out, err } = await run(endingIn(2), FAULTS, PROFILES, ...options)

    expect(code).toBe(130)
    expect(err).toContain('Stopping. What was tried so far follows')
    expect(out).toMatch(/^✓ genuine +genuine \(sign-in\)/m)
    expect(out).toMatch(
      /The audit was stopped before this\.\n +challenge-wrong \(registration\), challenge-wrong \(sign-in\), signature-flipped \(sign-in\)\n/,
    )
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({
      counts: { accepted: 2, notTried: 3 },
    })
    expect(existsSync(baseline)).toBe(false)
  })

  it('says so, when nothing was tried yet', async () => {
    const { code, out, err } = await run(endingIn(1), FAULTS, PROFILES)

    expect([code, out]).toEqual([130, ''])
    expect(err).toContain('The audit was stopped before a genuine registration and sign-in')
  })
})

describe('latchkey audit refuses', () => {
  it.each<[string, string[], number, string]>([
    ['no configuration', [], 64, 'Name the file that says how to register and sign in.'],
    ['a list with a configuration', ['--list', 'a.js'], 64, '--list needs no CONFIG.'],
    ['two configurations', ['a.js', 'b.js'], 64, 'Name one CONFIG.'],
    ['an option that there is not', ['a.js', '--fault=b'], 64, "Unknown option '--fault'"],
    [
      'a threshold that there is not',
      ['a.js', '--fail-on=bad'],
      64,
      '--fail-on is one of critical',
    ],
    [
      'a browser that there is not',
      ['a.js', '--browser=opera'],
      64,
      '--browser is one of chromium',
    ],
    [
      'a time-out that is none',
      ['a.js', '--timeout=1s'],
      64,
      '--timeout is a number of milliseconds from 1 to 9999999.',
    ],
    ['no worker', ['a.js', '--workers=0'], 64, '--workers is a number from 1 to 9999999.'],
    ['an empty name', [''], 64, 'CONFIG is empty. Give the path of a file.'],
    ['an empty report', ['a.js', '--json='], 64, '--json is empty. Give the path of a file.'],
    [
      'an empty list, which would try less than is meant',
      ['a.js', '--faults='],
      64,
      '--faults is empty. Give ids, all or none, or leave it out.',
    ],
    [
      'an empty choice of rows',
      ['a.js', '--only=,'],
      64,
      '--only is empty. Give an id, a place, create, get or a severity, or leave it out.',
    ],
    [
      'a baseline without a file',
      ['a.js', '--write-baseline'],
      64,
      '--write-baseline needs --baseline',
    ],
    ['two reports in one place', ['a.js', '--json=-', '--html=-'], 64, 'Only one report can go'],
    [
      'a file that is not there',
      ['nowhere.js'],
      1,
      'nowhere.js cannot be loaded, because there is no such file.',
    ],
  ])('%s', async (_, args, code, message) => {
    const { err, ...ended } = await run(...args)

    expect(ended.code).toBe(code)
    expect(err).toContain(`latchkey: ${message}`)
    expect(err.includes('Usage: latchkey audit CONFIG')).toBe(code === 64)
  })

  it('a folder', async () => {
    mkdirSync(join(folder, 'site'))
    const { code, err } = await run('site')

    expect(code).toBe(1)
    expect(err).toContain('site cannot be loaded, because it is a folder.')
  })

  it.each([
    ['says nothing', 'export const a = 1', 'There is nothing to audit.'],
    ['throws', 'throw new Error("no database")', 'cannot be loaded: no database'],
    [
      'has a number for its subject',
      `${CARELESS}export const subject = 42`,
      '`subject` must be a string.',
    ],
    [
      'has a `close` that cannot be called, in a default export',
      `${CARELESS}export default { origin, registrationOptions, authenticationOptions, verifyRegistration: check, verifyAuthentication: check, close: {} }`,
      '`close` must be a function.',
    ],
  ])('a configuration that %s', async (_, text, message) => {
    const { code, err } = await run(config(text))

    expect(code).toBe(1)
    expect(err).toContain(message)
  })

  it('pages in a project without Playwright, and says how to go on', async () => {
    const { code, err } = await run(config('export const register = () => {}, signIn = register'))

    expect(code).toBe(69)
    expect(err).toContain('npm i -D @playwright/test')
  })

  it('a configuration that does not end, and says so after its report', async () => {
    const text = `${CARELESS}export const close = () => { throw new Error('no database') }`
    const { code, out, err } = await run(config(text), '--faults=challenge-wrong', PROFILES)

    expect(code).toBe(1)
    expect(out).toContain('0 findings.')
    expect(err).toContain('latchkey: `close` of the configuration failed: no database')
  })

  it('a fault that there is not', async () => {
    const { code, err } = await run(config(), '--faults=nothing')

    expect(code).toBe(64)
    expect(err).toContain('There is no fault nothing. latchkey audit --list lists all names.')
  })

  it('a report that cannot be written, after the other reports', async () => {
    const { code, out, err } = await run(
      config(),
      '--faults=challenge-wrong',
      PROFILES,
      '--html=/nowhere/a.html',
    )

    expect(code).toBe(1)
    expect(out).toContain('0 findings.')
    expect(err).toContain(
      'The report: /nowhere/a.html cannot be written, because there is no folder /nowhere.',
    )
  })
})
