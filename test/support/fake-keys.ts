/** The keys of the vault of the main process in memory. */
import type { AppState } from '../../src/shared/app-state'
import type { Emit, FakeMainState, Methods } from './fake-main-state'

/** The calls about keys, as the main process answers them. */
export function keyMethods(state: FakeMainState, emit: Emit) {
  function setWays(fields: Partial<AppState['waysToOpen']>): void {
    state.app = { ...state.app, waysToOpen: { ...state.app.waysToOpen, ...fields } }
    emit('appStateChanged', state.app)
  }
  function require(current: string | undefined): void {
    const { vault, waysToOpen } = state.app
    if (vault.state !== 'open' || vault.sealedBy !== 'passphrase' || waysToOpen.passphraseDue)
      return
    if (current !== state.passphrase) throw new Error('That is not the passphrase of this vault.')
  }
  function sealBy(sealedBy: 'keychain' | 'passphrase'): void {
    state.app = {
      ...state.app,
      vault: { state: 'open', sealedBy, readOnly: null, warning: null },
    }
    setWays({ passphraseDue: false })
  }
  return {
    checkKey: async () => {},
    unlockWithRecoveryCode: async (code) => {
      if (code !== state.recoveryCode) throw new Error('The code contains a typing error.')
      const { vault } = state.app
      const hasPassphrase =
        vault.state === 'locked-by-user'
          ? vault.sealedBy === 'passphrase'
          : vault.state === 'locked' && vault.reason === 'passphrase'
      sealBy(hasPassphrase ? 'passphrase' : 'keychain')
      setWays({ passphraseDue: hasPassphrase })
    },
    makeRecoveryCode: async (current) => {
      require(current)
      return state.recoveryCode
    },
    saveRecoveryCode: async () => state.savedTo,
    keepRecoveryCode: async (lastGroup) => {
      if (!state.recoveryCode.endsWith(lastGroup)) throw new Error('That is not the last group.')
      setWays({ recoveryCode: true })
    },
    cancelRecoveryCode: async () => {},
    removeRecoveryCode: async (current) => {
      require(current)
      setWays({ recoveryCode: false })
    },
    setPassphrase: async (passphrase, current) => {
      require(current)
      state.passphrase = passphrase
      sealBy('passphrase')
    },
    useKeychain: async (current) => {
      require(current)
      sealBy('keychain')
    },
    renewKey: async (current) => require(current),
  } satisfies Partial<Methods>
}
