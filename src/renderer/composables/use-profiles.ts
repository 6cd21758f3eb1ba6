import { onMounted, onScopeDispose, ref, type Ref } from 'vue'
import type { ProfileSummary } from '../../shared/provider-profile'
import { mainApi, onMainEvent } from '../main-api'
import { useNotices } from './use-notices'

/** The provider profiles that may be chosen; empty until the app has answered. */
export function useProfiles(): Ref<readonly ProfileSummary[]> {
  const profiles = ref<readonly ProfileSummary[]>([])
  const { attempt } = useNotices()
  const read = () =>
    attempt('The provider profiles could not be read', async () => {
      profiles.value = await mainApi.listProfiles()
    })
  onMounted(read)
  onScopeDispose(onMainEvent('profilesChanged', () => void read()))
  return profiles
}
