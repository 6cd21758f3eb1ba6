/** Passkeys that come from a file, and a vault that is erased, in the main process in memory. */
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
      state.passkeys = []
      state.trash = []
      const vault = { state: 'open', sealedBy: 'keychain', readOnly: null, warning: null } as const
      state.app = { ...state.app, vault }
      emit('appStateChanged', state.app)
    },
  } satisfies Partial<Methods>
}
