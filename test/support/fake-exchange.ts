/** The main process in memory: the import of passkeys from a file, and the erasure of the vault. */
import type { VaultState } from '../../src/shared/app-state'
import type { Emit, FakeMainState, Methods } from './fake-main-state'

export function exchangeMethods(state: FakeMainState, emit: Emit) {
  return {
    importPasskeys: async () => {
      const { toImport } = state
      if (toImport === null) return null
      state.passkeys = [...state.passkeys, ...toImport]
      emit('passkeysChanged', { kept: toImport, gone: [] })
      return toImport.map(({ id }) => id)
    },
    exportPasskeys: async () => state.savedTo,
    eraseEverything: async () => {
      const setVault = (vault: VaultState) => {
        state.app = { ...state.app, vault }
        emit('appStateChanged', state.app)
      }
      setVault({ state: 'opening' })
      // While the files are removed, the window shows that the vault is not open.
      await new Promise((drawn) => setTimeout(drawn))
      const { eraseFault } = state
      if (eraseFault === null) [state.passkeys, state.trash] = [[], []]
      setVault({ state: 'open', sealedBy: 'keychain', readOnly: null, warning: null })
      if (eraseFault !== null) throw new Error(eraseFault)
    },
  } satisfies Partial<Methods>
}
