import { is } from 'valibot'
import { expect, it } from 'vitest'
import { appState, type AppStateSources } from '../../../src/main/ipc/app-state'
import { type AuthenticatorSettings } from '../../../src/shared/authenticator-settings'
import { appStateSchema } from '../../../src/shared/app-state'
import { lockedVault } from '../../support/window-ports'

const bridge = {
  enabled: true,
  port: 47_801,
  addresses: ['127.0.0.1'],
  problem: null,
  scriptIntegrity: 'sha384-AAAA',
}
const authenticator: AuthenticatorSettings = {
  packedAttestation: 'x5c',
  enterpriseRpIds: ['example.org'],
  transports: 'ignored',
}
const sources: AppStateSources = {
  version: '1.2.3',
  vault: { state: lockedVault },
  bridge: { state: bridge },
  settings: {
    values: {
      appearance: 'dark',
      signalPolicy: 'delete',
      commandsMayUseYes: true,
      ...authenticator,
    },
  },
}

it('says how the vault and the bridge are, and what the user chose', () => {
  expect(appState(sources)).toEqual({
    version: '1.2.3',
    vault: lockedVault,
    bridge,
    appearance: 'dark',
    signalPolicy: 'delete',
    commandsMayUseYes: true,
    authenticator,
  })
})

it('fits the contract, whatever else the settings hold', () => {
  const values = { ...sources.settings.values, toldAboutTray: true }
  expect(is(appStateSchema, appState({ ...sources, settings: { values } }))).toBe(true)
})
