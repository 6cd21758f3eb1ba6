import fc from 'fast-check'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Settings, type SettingValues } from '../../../src/main/desktop/settings'
import { views } from '../../../src/shared/view'
import { appearances } from '../../../src/shared/appearance'
import { autoLockMinutes } from '../../../src/shared/auto-lock'
import { ENTRY_WIDTH } from '../../../src/shared/entry-width'
import { profileIds } from '../../../src/shared/provider-profile'
import { signalPolicies } from '../../../src/shared/signal-policy'
import {
  DETAIL_WIDTH,
  passkeyDensities,
  passkeyFilters,
  passkeySorts,
  USUAL_PASSKEY_LIST,
} from '../../../src/shared/passkey-list'

const ENTRY_WIDTH_RANGE = { min: ENTRY_WIDTH.least, max: ENTRY_WIDTH.greatest }

const defaults: SettingValues = {
  bridgeEnabled: true,
  bridgePort: 47_801,
  appearance: 'system',
  windowPlace: null,
  view: 'passkeys',
  signalPolicy: null,
  commandsMayUseYes: false,
  activitySeenAt: 0,
  passkeyList: USUAL_PASSKEY_LIST,
  entryWidth: null,
  profile: 'latchkey',
  packedAttestation: 'self',
  enterpriseRpIds: [],
  transports: 'honoured',
  immediateGet: 'unsupported',
  lockWhenAway: false,
  lockAfterMinutes: 0,
  toldAboutTray: false,
  auditFiles: [],
}

describe('Settings', () => {
  let folder: string
  const file = () => join(folder, 'settings.json')

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'latchkey-settings-'))
  })

  afterEach(() => rmSync(folder, { recursive: true }))

  it('are the defaults without a file, and do not write one', () => {
    expect(new Settings(folder).values).toEqual(defaults)
    expect(readdirSync(folder)).toEqual([])
  })

  it.each([
    ['an empty file', ''],
    ['half a file', '{"bridgeEnabled": fal'],
    ['noise', '\u0000\u0001\ufffd'],
    ['null', 'null'],
    ['a number', '7'],
    ['text', '"settings"'],
    ['a list', '[{"bridgeEnabled": false}]'],
    ['a list of everything', '[false, 1, "dark"]'],
  ])('are the defaults if there is %s', (_, text) => {
    writeFileSync(file(), text)
    expect(new Settings(folder).values).toEqual(defaults)
  })

  it('are the defaults if a folder has their name', () => {
    mkdirSync(file())
    expect(new Settings(folder).values).toEqual(defaults)
  })

  it.each<[keyof SettingValues, unknown]>([
    ['bridgeEnabled', 'no'],
    ['bridgeEnabled', null],
    ['bridgePort', -1],
    ['bridgePort', 65_536],
    ['bridgePort', 1.5],
    ['bridgePort', '47801'],
    ['appearance', 'blue'],
    ['windowPlace', { x: 1, y: 2, width: 0, height: 700, maximized: false }],
    ['view', 'diagnostics'],
    ['appearance', 'constructor'],
    ['signalPolicy', 'chrome'],
    ['commandsMayUseYes', 'yes'],
    ['passkeyList', { ...USUAL_PASSKEY_LIST, sort: 'colour' }],
    ['entryWidth', 5],
    ['profile', 'Nobody'],
    ['packedAttestation', 'x509'],
    ['enterpriseRpIds', 'example.org'],
    ['enterpriseRpIds', ['example.org', '']],
    ['transports', true],
    ['immediateGet', 'yes'],
    ['lockWhenAway', 1],
    ['lockAfterMinutes', 7],
    ['lockAfterMinutes', '5'],
    ['toldAboutTray', 1],
    ['activitySeenAt', -1],
    ['auditFiles', ['/home/ada/shop.audit.js']],
  ])('take the default for %s when it is %j, and keep the others', (name, value) => {
    const others = {
      bridgeEnabled: false,
      bridgePort: 5,
      appearance: 'dark',
      signalPolicy: 'delete',
      commandsMayUseYes: true,
      activitySeenAt: 1_700_000_000_000,
      passkeyList: { ...USUAL_PASSKEY_LIST, sort: 'name', detailWidth: 500 },
      entryWidth: 700,
      profile: 'bitwarden',
      packedAttestation: 'x5c',
      enterpriseRpIds: ['example.org'],
      transports: 'ignored',
      immediateGet: 'supported',
      lockWhenAway: true,
      lockAfterMinutes: 15,
      toldAboutTray: true,
      windowPlace: { x: 1, y: 2, width: 900, height: 700, maximized: false },
      view: 'audit' as const,
      auditFiles: [{ path: '/home/ada/shop.audit.js', allowed: true }],
    }
    writeFileSync(file(), JSON.stringify({ ...others, [name]: value }))
    expect(new Settings(folder).values).toEqual({ ...others, [name]: defaults[name] })
  })

  it.each([
    ['spec', null],
    ['delete', 'delete'],
  ])('of a build without profiles: the policy %s becomes %s', (signalPolicy, read) => {
    writeFileSync(file(), JSON.stringify({ signalPolicy }))
    expect(new Settings(folder).values).toMatchObject({ signalPolicy: read, profile: 'latchkey' })
  })

  it('keep how the passkeys are listed from a build that could not turn the order around', () => {
    const { reversed, ...earlier } = { ...USUAL_PASSKEY_LIST, sort: 'used', detailWidth: 500 }
    writeFileSync(file(), JSON.stringify({ passkeyList: earlier }))

    expect(new Settings(folder).values.passkeyList).toEqual({ ...earlier, reversed })
  })

  it('survive a round trip, whatever they are', () => {
    const values = fc.record({
      bridgeEnabled: fc.boolean(),
      bridgePort: fc.integer({ min: 0, max: 65_535 }),
      appearance: fc.constantFrom(...appearances),
      signalPolicy: fc.constantFrom(...signalPolicies),
      commandsMayUseYes: fc.boolean(),
      activitySeenAt: fc.nat(),
      passkeyList: fc.record({
        sort: fc.constantFrom(...passkeySorts),
        reversed: fc.boolean(),
        filters: fc.array(fc.constantFrom(...passkeyFilters), { maxLength: 3 }),
        profile: fc.option(fc.string({ maxLength: 100 })),
        density: fc.constantFrom(...passkeyDensities),
        detailWidth: fc.integer({ min: DETAIL_WIDTH.least, max: DETAIL_WIDTH.greatest }),
      }),
      entryWidth: fc.option(fc.integer(ENTRY_WIDTH_RANGE)),
      profile: fc.constantFrom(...profileIds),
      packedAttestation: fc.constantFrom('self' as const, 'x5c' as const),
      enterpriseRpIds: fc.array(fc.domain(), { maxLength: 3 }),
      transports: fc.constantFrom('honoured' as const, 'ignored' as const),
      immediateGet: fc.constantFrom('unsupported' as const, 'supported' as const),
      lockWhenAway: fc.boolean(),
      lockAfterMinutes: fc.constantFrom(...autoLockMinutes),
      toldAboutTray: fc.boolean(),
      windowPlace: fc.constantFrom(null, { x: -5, y: 0, width: 900, height: 700, maximized: true }),
      view: fc.constantFrom(...views),
      auditFiles: fc.array(fc.record({ path: fc.string(), allowed: fc.boolean() })),
    })
    fc.assert(
      fc.property(values, (chosen) => {
        new Settings(folder).change(chosen)
        expect(new Settings(folder).values).toEqual(chosen)
      }),
      { numRuns: 30 },
    )
  })

  it('keep what is not changed', () => {
    new Settings(folder).change({ appearance: 'dark' })
    const settings = new Settings(folder)
    settings.change({ bridgeEnabled: false })
    expect(settings.values).toEqual({ ...defaults, appearance: 'dark', bridgeEnabled: false })
  })

  it('make a missing folder, only for the user', () => {
    const below = join(folder, 'new', 'data')
    new Settings(below).change({ toldAboutTray: true })
    expect(statSync(below).mode & 0o777).toBe(0o700)
    expect(new Settings(below).values.toldAboutTray).toBe(true)
  })

  it('can be read only by the user, even after a crash left an open file behind', () => {
    writeFileSync(`${file()}.tmp`, 'half', { mode: 0o666 })
    chmodSync(`${file()}.tmp`, 0o666)
    new Settings(folder).change({ appearance: 'light' })
    expect(statSync(file()).mode & 0o777).toBe(0o600)
  })

  it('replace the old file completely: no other file remains', () => {
    const settings = new Settings(folder)
    settings.change({ appearance: 'light' })
    settings.change({ appearance: 'dark' })
    expect(readdirSync(folder)).toEqual(['settings.json'])
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toEqual({ ...defaults, appearance: 'dark' })
  })

  it('stay as they were, in memory and in the file, when they cannot be written', () => {
    const settings = new Settings(folder)
    settings.change({ appearance: 'light' })
    const before = readFileSync(file())
    mkdirSync(`${file()}.tmp`) // Even root cannot write there.
    expect(() => settings.change({ appearance: 'dark' })).toThrow()
    expect(settings.values.appearance).toBe('light')
    expect(readFileSync(file())).toEqual(before)
  })

  it('stay as they were when the file cannot be put in its place', () => {
    const settings = new Settings(folder)
    mkdirSync(file())
    expect(() => settings.change({ appearance: 'dark' })).toThrow()
    expect(settings.values).toEqual(defaults)
  })
})
