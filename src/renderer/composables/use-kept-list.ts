import { onScopeDispose, ref, shallowRef } from 'vue'
import { onMainEvent } from '../main-api'
import { errorMessage } from '../support/error-message'

/** A list that the main process keeps, read now and again whenever `changed` says that it changed. */
export function useKeptList<T>(
  read: () => Promise<readonly T[]>,
  changed: 'pagesChanged' | 'passkeysChanged',
) {
  const list = shallowRef<readonly T[]>([])
  const loaded = ref(false)
  const failure = ref<string>()
  let latest = 0

  async function reload(): Promise<void> {
    const turn = ++latest
    try {
      const answer = await read()
      // An answer that was overtaken by a later one is old news.
      if (turn !== latest) return
      list.value = answer
      failure.value = undefined
      loaded.value = true
    } catch (error) {
      if (turn === latest) failure.value = errorMessage(error)
    }
  }

  onScopeDispose(onMainEvent(changed, () => void reload()))
  void reload()

  return { list, loaded, failure, reload }
}
