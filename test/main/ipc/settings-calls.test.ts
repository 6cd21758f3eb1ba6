import { describe, expect, it } from 'vitest'
import { settingsCalls } from '../../../src/main/ipc/settings-calls'
import { USUAL_PASSKEY_LIST } from '../../../src/shared/passkey-list'
import type { PortsOptions } from '../../support/ports-options'
import { windowPorts } from '../../support/window-ports'

function built(options: PortsOptions = {}) {
  const { ports, asked, settings, agentAnswers } = windowPorts(options)
  return { asked, settings, agentAnswers, calls: settingsCalls(ports.settings) }
}

it('keeps the appearance, shows it, and tells the window', async () => {
  const { calls, asked, settings } = built()
  await calls.setAppearance('dark')
  expect(settings.values.appearance).toBe('dark')
  expect(asked).toEqual([['showAppearance', 'dark'], ['appStateChanged']])
})

it('keeps the view, and tells the window', async () => {
  const { calls, asked, settings } = built()
  await calls.keepView('trash')
  expect(settings.values.view).toBe('trash')
  expect(asked).toEqual([['appStateChanged']])
})

it('keeps how far the user has seen the record', async () => {
  const { calls, asked, settings } = built()
  await calls.keepActivitySeen(1_700_000_000_000)
  expect(settings.values.activitySeenAt).toBe(1_700_000_000_000)
  expect(asked).toEqual([['appStateChanged']])
})

it('keeps how the list of passkeys is shown', async () => {
  const { calls, asked, settings } = built()
  const passkeyList = { ...USUAL_PASSKEY_LIST, sort: 'made', density: 'compact' } as const
  await calls.setPasskeyList(passkeyList)
  expect(settings.values.passkeyList).toEqual(passkeyList)
  expect(asked).toEqual([['appStateChanged']])
})

it('keeps the width of an opened entry', async () => {
  const { calls, asked, settings } = built()
  await calls.setEntryWidth(700)
  expect(settings.values.entryWidth).toBe(700)
  expect(asked).toEqual([['appStateChanged']])
})

it('keeps whether commands may use --yes, and says so in the log', async () => {
  const { calls, asked, settings } = built()
  await calls.setCommandsMayUseYes(true)
  expect(settings.values.commandsMayUseYes).toBe(true)
  expect(asked).toEqual([['log', 'commands may use --yes: true'], ['appStateChanged']])
})

it('lets an agent answer, says so in the log, and keeps nothing', async () => {
  const { calls, asked, settings, agentAnswers } = built({ unwritable: true })
  const before = settings.values
  await calls.setAgentMayAnswer(true)
  expect(agentAnswers.isAllowed).toBe(true)
  expect(settings.values).toBe(before)
  expect(asked).toEqual([['log', 'an agent may answer questions: true'], ['appStateChanged']])
})

it('keeps the policy, and tells the window that the pages’ quotas may differ now', async () => {
  const { calls, asked, settings } = built()
  await calls.setSignalPolicy('delete')
  expect(settings.values.signalPolicy).toBe('delete')
  expect(asked).toEqual([
    ['log', 'signals of pages that have no policy of their own: delete'],
    ['appStateChanged'],
    ['pagesChanged'],
  ])
})

it('keeps when the vault is locked without a command', async () => {
  const { calls, asked, settings } = built()
  await calls.setAutoLock({ lockWhenAway: true, lockAfterMinutes: 15 })
  expect(settings.values).toMatchObject({ lockWhenAway: true, lockAfterMinutes: 15 })
  expect(asked).toEqual([
    ['log', 'locks by itself: when away true, after 15 minutes'],
    ['appStateChanged'],
  ])
})

it.each([
  ['setPackedAttestation', 'x5c', { packedAttestation: 'x5c' }],
  ['setEnterpriseRpIds', ['example.org'], { enterpriseRpIds: ['example.org'] }],
] as const)('%s keeps the choice, then changes the authenticator', async (name, value, kept) => {
  const { calls, asked, settings } = built()
  await (calls[name] as (value: unknown) => Promise<void>)(value)
  expect(settings.values).toMatchObject(kept)
  expect(asked.slice(1)).toEqual([['authenticatorChanged'], ['appStateChanged']])
})

it('keeps the provider, then changes the authenticator, whose pages may have another quota', async () => {
  const { calls, asked, settings } = built()
  await calls.setProfile('bitwarden')
  expect(settings.values.profile).toBe('bitwarden')
  expect(asked).toEqual([
    ['log', 'provider profile: bitwarden'],
    ['authenticatorChanged'],
    ['appStateChanged'],
    ['pagesChanged'],
  ])
})

it('keeps whether transports are honoured', async () => {
  const { calls, asked, settings } = built()
  await calls.setTransports('ignored')
  expect(settings.values.transports).toBe('ignored')
  expect(asked).toEqual([['log', 'transports of allowed passkeys: ignored'], ['appStateChanged']])
})

it('keeps what immediate sign-in does', async () => {
  const { calls, asked, settings } = built()
  await calls.setImmediateGet('supported')
  expect(settings.values.immediateGet).toBe('supported')
  expect(asked).toEqual([['log', 'get() with uiMode "immediate": supported'], ['appStateChanged']])
})

it.each([
  [true, 'startBridge'],
  [false, 'stopBridge'],
] as const)('keeps that the bridge is switched (%s), and switches it', async (on, expected) => {
  const { calls, asked, settings } = built()
  await calls.setBridgeEnabled(on)
  expect(settings.values.bridgeEnabled).toBe(on)
  expect(asked).toEqual([[expected]])
})

it('starts the bridge again on the port that the user chose', async () => {
  const { calls, asked } = built()
  await calls.setBridgePort(47_900)
  expect(asked).toEqual([
    ['choosePort', 47_900],
    ['log', 'the bridge is to have port 47900'],
    ['startBridge'],
    ['appStateChanged'],
  ])
})

it('leaves a bridge off that is off, with another port', async () => {
  const { calls, asked } = built({ isBridgeOn: false })
  await calls.setBridgePort(47_900)
  expect(asked.map(([name]) => name)).toEqual(['choosePort', 'log', 'appStateChanged'])
})

it('starts at login', async () => {
  const { calls, asked } = built()
  await calls.setStartsAtLogin(true)
  expect(asked).toEqual([
    ['setLoginItem', true],
    ['log', 'starts at login: true'],
    ['appStateChanged'],
  ])
})

describe('a setting that cannot be written', () => {
  it.each([
    ['setAppearance', 'dark'],
    ['setCommandsMayUseYes', true],
    ['setSignalPolicy', 'delete'],
    ['setBridgeEnabled', false],
    ['setPackedAttestation', 'x5c'],
    ['setProfile', 'bitwarden'],
    ['setEnterpriseRpIds', ['example.org']],
    ['setTransports', 'ignored'],
    ['setImmediateGet', 'supported'],
    ['setAutoLock', { lockWhenAway: true, lockAfterMinutes: 5 }],
  ] as const)('%s fails, and has no effect', async (name, value) => {
    const { calls, asked } = built({ unwritable: true })
    const call = calls[name] as (value: unknown) => Promise<void>
    await expect(call(value)).rejects.toThrow('the disk is full')
    expect(asked).toEqual([])
  })
})
