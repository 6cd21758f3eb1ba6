import { is } from 'valibot'
import { expect, it } from 'vitest'
import { appState, type AppStateSources } from '../../../src/main/ipc/app-state'
import { type AuthenticatorSettings } from '../../../src/shared/authenticator-settings'
import { appStateSchema, type WaysToOpenState } from '../../../src/shared/app-state'
import { type AutoLockSettings } from '../../../src/shared/auto-lock'
import { USUAL_PASSKEY_LIST } from '../../../src/shared/passkey-list'
import { lockedVault } from '../../support/window-ports'

const bridge = {
  enabled: true,
  port: 47_801,
  addresses: ['127.0.0.1'],
  problem: null,
  scriptIntegrity: 'sha384-AAAA',
}
const authenticator: AuthenticatorSettings = {
  profile: 'latchkey',
  packedAttestation: 'x5c',
  enterpriseRpIds: ['example.org'],
  transports: 'ignored',
  immediateGet: 'supported',
}
const waysToOpen: WaysToOpenState = {
  recoveryCode: true,
  passphraseDue: false,
  notice: { is: 'put-back', text: 'The key is back.' },
}
const autoLock: AutoLockSettings = { lockWhenAway: true, lockAfterMinutes: 15 }
const armedFaults = [{ id: 'uv-not-set', left: 2, origin: null }] as const
const sources: AppStateSources = {
  version: '1.2.3',
  vault: { state: lockedVault, ways: { state: waysToOpen } },
  bridge: { state: bridge },
  bridgePort: { value: 47_800 },
  loginItem: { isOn: true },
  faults: { list: () => armedFaults },
  settings: {
    values: {
      appearance: 'dark',
      view: 'pages',
      signalPolicy: 'delete',
      commandsMayUseYes: true,
      activitySeenAt: 5,
      passkeyList: { ...USUAL_PASSKEY_LIST, sort: 'used' },
      entryWidth: 700,
      ...autoLock,
      ...authenticator,
    },
  },
  agentAnswers: { isAllowed: true },
  authenticator: { isOffline: true },
}

it('returns the state of the vault and the bridge, and the user’s choices', () => {
  expect(appState(sources)).toEqual({
    version: '1.2.3',
    vault: lockedVault,
    waysToOpen,
    bridge,
    bridgePort: 47_800,
    startsAtLogin: true,
    appearance: 'dark',
    view: 'pages',
    signalPolicy: 'delete',
    commandsMayUseYes: true,
    agentMayAnswer: true,
    activitySeenAt: 5,
    passkeyList: { ...USUAL_PASSKEY_LIST, sort: 'used' },
    entryWidth: 700,
    autoLock,
    authenticator,
    armedFaults,
    isOffline: true,
  })
})

it('fits the contract, whatever else the settings hold', () => {
  const values = { ...sources.settings.values, toldAboutTray: true }
  expect(is(appStateSchema, appState({ ...sources, settings: { values } }))).toBe(true)
})
