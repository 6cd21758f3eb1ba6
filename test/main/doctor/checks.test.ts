import { describe, expect, it } from 'vitest'
import { inTerminal } from '../../../src/shared/placed-text'
import { reportCode, reportJson, reportText } from '../../../src/cli/doctor/report'
import type { Finding } from '../../../src/cli/doctor/finding'
import { checkBrowsers, type Browsers } from '../../../src/main/doctor/browsers'
import { checkDisplay } from '../../../src/main/doctor/display'
import { checkKeychain } from '../../../src/main/doctor/keychain'
import { inTime } from '../../../src/main/doctor/in-time'
import { checkVault, type VaultFacts } from '../../../src/main/doctor/vault'
import { VaultInUseError } from '../../../src/main/vault/errors'
import { keyLeft } from '../../../src/main/vault/explanations'
import type { VaultFileReport } from '../../../src/shared/vault-report'
import { MemoryKeychain } from '../../support/memory-keychain'
import { random } from '../../support/vault-home'
import { vaultReport } from '../../support/window-data'

const states = (findings: readonly Finding[]) => findings.map(({ state }) => state)

describe('the keychain', () => {
  it('is well if it stores an item', async () => {
    expect(await checkKeychain(new MemoryKeychain(), random, 'linux')).toMatchObject([
      { check: 'keychain', state: 'well', advice: null },
    ])
  })

  it.each(['locked', 'missing'] as const)(
    'is wrong where it is %s, and says what to do',
    async (mood) => {
      const keychain = new MemoryKeychain()
      keychain.mood = mood
      const [finding] = await checkKeychain(keychain, random, 'linux')

      expect(finding).toMatchObject({ state: 'wrong' })
      expect(finding?.advice).toMatch(mood === 'locked' ? /^Unlock/ : /Secret Service/)
    },
  )
})

describe('the display', () => {
  it.each([
    ['linux', { DISPLAY: ':0' }, 'well'],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 'well'],
    ['linux', {}, 'note'],
    ['darwin', {}, 'well'],
  ] as const)('on %s with %j: %s', (platform, env, state) => {
    expect(states(checkDisplay(platform, env))).toEqual([state])
  })
})

function fileReport(fields: Partial<VaultFileReport> = {}): VaultFileReport {
  return {
    name: 'vault.pkv',
    at: 0,
    bytes: 1_000,
    condition: 'whole',
    otherVault: false,
    passkeys: 5,
    lost: 0,
    unread: 0,
    waitsFor: null,
    problem: null,
    ...fields,
  }
}

describe('the vault', () => {
  const facts = (fields: Partial<VaultFacts> = {}): VaultFacts => ({
    folder: '/data',
    names: () => ['vault.pkv'],
    modeOf: () => 0o600,
    running: async () => undefined,
    check: async () => vaultReport({ file: fileReport(), backups: [] }),
    notes: async () => vaultReport(),
    missing: async () => undefined,
    freeBytes: () => 2 ** 40,
    fileSystem: () => 0xef53,
    syncsNames: async () => true,
    ...fields,
  })

  it.each([
    ['is there', facts(), ['well']],
    ['is not there yet', facts({ names: () => undefined }), ['well']],
    ['is open to others', facts({ modeOf: () => 0o644 }), ['well', 'note']],
    ['is on NFS', facts({ fileSystem: () => 0x6969 }), ['well', 'note']],
    ['is on FUSE', facts({ fileSystem: () => 0x65735546 }), ['well', 'note']],
    ['is where names cannot be synced', facts({ syncsNames: async () => false }), ['well', 'note']],
    ['has no room', facts({ freeBytes: () => 1000 }), ['well', 'wrong']],
  ] as const)('%s', async (_what, given, found) => {
    expect(states(await checkVault(given))).toEqual(found)
  })

  it('is wrong where it is missing, in the words of the window', async () => {
    const missing = keyLeft('/data')

    expect(await checkVault(facts({ names: () => [], missing: async () => missing }))).toEqual([
      { check: 'vault', state: 'wrong', found: missing.found, advice: inTerminal(missing.advice) },
    ])
  })

  it.each([
    [{ state: 'open', sealedBy: 'keychain', readOnly: null, warning: null }, ['well']],
    [{ state: 'locked', reason: 'passphrase', explanation: 'Type it.' }, ['well']],
    [{ state: 'open', sealedBy: 'keychain', readOnly: null, warning: 'lost' }, ['well', 'note']],
    [
      {
        state: 'open',
        sealedBy: 'keychain',
        readOnly: null,
        warning: 'lost',
        damage: { is: 'cut', lost: 1 },
      },
      ['well', 'wrong'],
    ],
    [{ state: 'open', sealedBy: 'keychain', readOnly: 'full', warning: null }, ['well', 'wrong']],
    [{ state: 'locked', reason: 'unreadable', explanation: 'Damaged.' }, ['well', 'wrong']],
  ] as const)('is as the running Latchkey says: %j', async (vault, found) => {
    const findings = await checkVault(facts({ running: async () => ({ vault }) }))

    expect(states(findings)).toEqual(found)
    expect(findings[1]?.found ?? '').toMatch(/^$|lost|full|Damaged/)
  })

  it.each<[Partial<VaultFileReport>, 'note' | 'wrong' | undefined, RegExp]>([
    [{}, undefined, /^$/],
    [{ condition: 'torn', unread: 7 }, 'note', /7 bytes/],
    [{ condition: 'cut', lost: 2 }, 'wrong', /2 changes .* are lost/],
    [{ condition: 'older' }, 'wrong', /older/],
    [{ condition: 'damaged', lost: 3 }, 'wrong', /3 entries are lost/],
    [{ condition: 'unreadable', passkeys: null, problem: 'No vault.' }, 'wrong', /No vault/],
    [{ condition: 'sealed', passkeys: null, problem: 'No key.' }, 'wrong', /No key/],
  ])(
    'is as the check of its file says where Latchkey does not run: %j',
    async (file, state, found) => {
      const check = async () => vaultReport({ file: fileReport(file), backups: [] })

      const [, finding] = await checkVault(facts({ check }))

      expect(finding?.state).toBe(state)
      expect(finding?.found ?? '').toMatch(found)
    },
  )

  it.each([
    [0, 'note'],
    [9, 'wrong'],
  ] as const)(
    'that waits for its passphrase, with %i bytes that are no entries',
    async (unread, state) => {
      const waitsFor = 'passphrase'
      const sealed = { condition: 'sealed', unread, waitsFor, problem: 'Type it.' } as const
      const check = async () => vaultReport({ file: fileReport(sealed), backups: [] })

      const [, finding] = await checkVault(facts({ check }))

      expect(finding?.state).toBe(state)
    },
  )

  it('says what is wrong with the notes beside a whole file', async () => {
    const notes = {
      witnessProblem: 'vault.witness is damaged.',
      undoProblem: 'vault.undo is damaged.',
      kept: 'vault.pkv.kept-2026',
    }
    const check = async () => vaultReport({ file: fileReport(), ...notes })
    const vault = { state: 'open', sealedBy: 'keychain', readOnly: null, warning: null } as const
    const running = async () => ({ vault })

    const findings = await checkVault(facts({ check }))

    expect(findings).toMatchObject([
      { state: 'well' },
      { state: 'note', found: 'vault.witness is damaged.' },
      { state: 'note', found: 'vault.undo is damaged.' },
      {
        state: 'note',
        found: 'vault.pkv.kept-2026 was the vault before an earlier repair or restore.',
        advice: 'To put it back: latchkey vault restore vault.pkv.kept-2026',
      },
    ])
    const beside = facts({ running, notes: async () => vaultReport(notes) })
    expect((await checkVault(beside)).slice(1)).toEqual(findings.slice(1))
  })

  it('says who has it open, and that its file was not checked', async () => {
    const check = () => Promise.reject(new VaultInUseError('Process 7 has it.'))

    expect(await checkVault(facts({ check }))).toMatchObject([
      { state: 'well' },
      { state: 'note', found: 'The file was not checked. Process 7 has it.' },
    ])
  })

  it('says that Latchkey is running', async () => {
    const [finding] = await checkVault(facts({ running: async () => ({ vault: null }) }))

    expect(finding?.found).toContain('Latchkey is running with this folder.')
  })
})

describe('the browsers', () => {
  const browsers = (fields: Partial<Browsers> = {}): Browsers => ({
    find: (program) => (program === 'chromium' ? '/usr/bin/chromium' : undefined),
    version: async () => 'Chromium 156.0.8078.79 built on Debian',
    policies: () => [],
    ...fields,
  })

  it('are named with their version and with the question that they will ask', async () => {
    const [finding] = await checkBrowsers(browsers())

    expect(finding).toMatchObject({ state: 'well', found: 'Chromium 156.0.8078.79 is installed.' })
    expect(finding?.advice).toContain('asks whether the page may access this computer')
  })

  it('do not ask before their first connection', async () => {
    const [finding] = await checkBrowsers(browsers({ version: async () => 'Chromium 141.0.1.2' }))

    expect(finding).toMatchObject({ state: 'well', advice: null })
  })

  it('are wrong if a policy forbids it', async () => {
    const policy = JSON.stringify({ LoopbackNetworkBlockedForUrls: ['*'] })
    const [finding] = await checkBrowsers(browsers({ policies: () => ['{', policy] }))

    expect(finding).toMatchObject({ state: 'wrong' })
    expect(finding?.advice).toContain('LoopbackNetworkBlockedForUrls')
  })

  it('need not state their version, nor be installed', async () => {
    const hangs = () => Promise.reject(new Error('late'))

    expect(await checkBrowsers(browsers({ version: hangs }))).toMatchObject([
      { state: 'well', found: 'Chromium is installed.' },
    ])
    expect(states(await checkBrowsers(browsers({ find: () => undefined })))).toEqual(['note'])
  })
})

describe('the report', () => {
  const well: Finding = { check: 'port', state: 'well', found: 'It is free.', advice: null }
  const wrong: Finding = {
    check: 'keychain',
    state: 'wrong',
    found: 'It is\u001b locked.',
    advice: 'Unlock it.',
  }

  it('describes faults in a fixed order, for a terminal', () => {
    expect(reportText([well, wrong])).toBe(
      [
        'WRONG keychain  It is␛ locked.',
        '                Unlock it.',
        'ok    port      It is free.',
        '',
        '1 problem keeps Latchkey from working.',
        '',
      ].join('\n'),
    )
    expect(reportText([well])).toContain('No problems found.')
  })

  it('is JSON, too', () => {
    expect(JSON.parse(reportJson([well, wrong]))).toEqual({ findings: [wrong, well] })
  })

  it('ends with 1 where something is wrong', () => {
    expect([reportCode([well]), reportCode([well, wrong])]).toEqual([0, 1])
  })

  it('has a line for what hangs or breaks', async () => {
    const hangs = new Promise<never>(() => undefined)

    expect(await inTime('keychain', hangs, 1)).toMatchObject([
      {
        check: 'keychain',
        state: 'wrong',
        found: expect.stringContaining('did not finish') as string,
      },
    ])
    expect(await inTime('port', Promise.reject(new Error('broken')))).toMatchObject([
      { found: 'The check failed: broken.' },
    ])
  })
})
