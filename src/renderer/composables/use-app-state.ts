import { onScopeDispose, ref, shallowRef } from 'vue'
import type { AppState } from '../../shared/app-state'
import { mainApi, onMainEvent } from '../main-api'
import { errorMessage } from '../support/error-message'

/** After this time, the main process counts as not responding. */
export const ANSWER_MS = 10_000

/** The current state of the app. `failure` is set while the main process does not respond. */
export function useAppState() {
  const state = shallowRef<AppState>()
  const failure = ref<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  /** How many changes were announced. An answer may be older than a change that arrived before it. */
  let told = 0

  function take(next: AppState): void {
    clearTimeout(timer)
    state.value = next
    failure.value = undefined
  }

  function follow(next: AppState): void {
    told++
    take(next)
  }

  async function load(): Promise<void> {
    clearTimeout(timer)
    failure.value = undefined
    timer = setTimeout(() => {
      failure.value = `No answer for ${ANSWER_MS / 1000} seconds.`
    }, ANSWER_MS)
    const before = told
    try {
      const answer = await mainApi.getAppState()
      if (told === before) take(answer)
    } catch (error) {
      clearTimeout(timer)
      failure.value = errorMessage(error)
    }
  }

  onScopeDispose(onMainEvent('appStateChanged', follow))
  onScopeDispose(() => clearTimeout(timer))
  void load()

  return { state, failure, load }
}
