import { onMounted, onScopeDispose, ref } from 'vue'
import type { DamagedProfile, LoadedProfile, ProfileSummary } from '../../shared/provider-profile'
import { mainApi, onMainEvent } from '../main-api'
import { useNotices } from './use-notices'

type Known = Extract<LoadedProfile, { readonly outcome: 'known' }>

/** Loads, replaces and exports the user's own provider profiles. */
export function useOwnProfiles() {
  /** The files that could not be loaded when the app started. */
  const damaged = ref<readonly DamagedProfile[]>([])
  /** The file that was chosen last, if it cannot be loaded. */
  const refused = ref<DamagedProfile>()
  /** The file that was chosen, if there is already a profile with its id. */
  const known = ref<Known>()
  const { attempt, tell } = useNotices()

  const readDamaged = () =>
    attempt('The damaged profiles could not be read', async () => {
      damaged.value = await mainApi.listDamagedProfiles()
    })
  onMounted(readDamaged)
  onScopeDispose(onMainEvent('profilesChanged', () => void readDamaged()))

  async function load(): Promise<void> {
    refused.value = undefined
    await attempt('The profile could not be loaded', async () => {
      const answer = await mainApi.loadProfile()
      if (answer?.outcome === 'loaded') tell({ text: `${answer.title} can be chosen now.` })
      else if (answer?.outcome === 'known') known.value = answer
      else if (answer) refused.value = answer
    })
  }

  async function replace({ id, title }: Known): Promise<void> {
    known.value = undefined
    await attempt('The profile could not be replaced', async () => {
      await mainApi.replaceProfile(id)
      tell({ text: `${title} was replaced.` })
    })
  }

  async function save({ id, title }: Pick<ProfileSummary, 'id' | 'title'>): Promise<void> {
    await attempt('The profile could not be exported', async () => {
      const place = await mainApi.exportProfile(id)
      if (place !== null) tell({ text: `${title} was exported to ${place}` })
    })
  }

  return { damaged, refused, known, load, replace, save }
}
