import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import type { PairedPage } from '../../shared/pairing'
import { mainApi, onMainEvent } from '../main-api'
import { errorMessage } from '../support/error-message'

/** The pages that may ask and those that may not, read again whenever they change. */
export function usePages() {
  const pages = shallowRef<readonly PairedPage[]>([])
  const loaded = ref(false)
  const failure = ref<string>()
  let latest = 0

  async function reload(): Promise<void> {
    const turn = ++latest
    try {
      const read = await mainApi.listPages()
      if (turn !== latest) return
      pages.value = read
      failure.value = undefined
      loaded.value = true
    } catch (error) {
      if (turn === latest) failure.value = errorMessage(error)
    }
  }

  const paired = computed(() => pages.value.filter(({ status }) => status === 'paired'))
  const blocked = computed(() => pages.value.filter(({ status }) => status === 'blocked'))
  /** The origins whose questions nobody is asked. */
  const selfAnswering = computed<ReadonlySet<string>>(
    () => new Set(paired.value.filter((page) => page.answersByItself).map(({ origin }) => origin)),
  )

  onScopeDispose(onMainEvent('pagesChanged', () => void reload()))
  void reload()

  return { paired, blocked, selfAnswering, loaded, failure, reload }
}
