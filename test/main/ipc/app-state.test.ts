import { is } from 'valibot'
import { describe, expect, it } from 'vitest'
import { appState } from '../../../src/main/ipc/app-state'
import { appStateSchema } from '../../../src/shared/app-state'
import { appParts, lockedVault } from '../../support/app-parts'

describe('appState', () => {
  it('says how the vault, the bridge and the appearance are', () => {
    const { parts } = appParts({ vault: lockedVault })
    expect(appState(parts, '1.2.3')).toEqual({
      version: '1.2.3',
      vault: lockedVault,
      bridge: { enabled: true, port: 47_801, addresses: ['127.0.0.1'], problem: null },
      appearance: 'system',
      signalPolicy: 'spec',
      commandsMayUseYes: false,
    })
  })

  it('fits the contract', () => {
    expect(is(appStateSchema, appState(appParts().parts, '1.2.3'))).toBe(true)
  })
})
