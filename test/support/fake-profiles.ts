/** The calls about provider profiles, of the main process in memory. */
import type { Emit, FakeMainState, Methods } from './fake-main-state'
import type { ProfileSummary } from '../../src/shared/provider-profile'
import { profileSummary } from './window-data'

export function profileMethods(state: FakeMainState, emit: Emit) {
  function setProfile(profile: string): void {
    state.app = { ...state.app, authenticator: { ...state.app.authenticator, profile } }
    emit('appStateChanged', state.app)
  }
  function loadProfile({ id, title }: { readonly id: string; readonly title: string }): void {
    state.profiles = [...state.profiles, profileSummary({ id, title, own: true })]
    emit('profilesChanged', undefined)
  }
  /** The removed profiles, which can be restored. */
  const removed = new Map<string, { profile: ProfileSummary; wasDefault: boolean }>()
  return {
    listProfiles: async () => [...state.profiles],
    listDamagedProfiles: async () => [...state.damagedProfiles],
    loadProfile: async () => {
      if (state.profileToLoad?.outcome === 'loaded') loadProfile(state.profileToLoad)
      return state.profileToLoad
    },
    replaceProfile: async () => emit('profilesChanged', undefined),
    removeProfile: async (id) => {
      const profile = state.profiles.find((one) => one.id === id)
      state.profiles = state.profiles.filter((one) => one.id !== id)
      emit('profilesChanged', undefined)
      const wasDefault = state.app.authenticator.profile === id
      if (wasDefault) setProfile('latchkey')
      if (profile) removed.set(id, { profile, wasDefault })
      return { title: profile?.title ?? '', wasDefault, pages: [] }
    },
    restoreProfile: async (id) => {
      const was = removed.get(id)
      if (!was) return
      state.profiles = [...state.profiles, was.profile]
      emit('profilesChanged', undefined)
      if (was.wasDefault) setProfile(id)
    },
    editProfile: async (_profile, edit) => ({ ...state.profileForm, edit }),
    checkProfile: async () => [...state.profileFaults],
    saveProfile: async ({ id, title }) => {
      if (state.profileFaults.length > 0) return [...state.profileFaults]
      state.profiles = state.profiles.filter((one) => one.id !== id)
      loadProfile({ id, title })
      return []
    },
    exportProfile: async () => state.savedTo,
    setProfile: async (profile) => setProfile(profile),
  } satisfies Partial<Methods>
}
