import { computed } from 'vue'
import { mainApi } from '../main-api'
import { useUnfolded } from './use-unfolded'
import { useMainList } from './use-main-list'

/** The connected pages and the blocked pages. */
export function usePages() {
  const {
    list: pages,
    loaded,
    failure,
    reload,
  } = useMainList(() => mainApi.listPages(), 'pagesChanged')
  const paired = computed(() => pages.value.filter(({ status }) => status === 'paired'))
  const blocked = computed(() => pages.value.filter(({ status }) => status === 'blocked'))
  /** The origins whose requests are auto-approved. */
  const selfAnswering = computed<ReadonlySet<string>>(
    () => new Set(paired.value.filter((page) => page.answersByItself).map(({ origin }) => origin)),
  )

  /** It survives when the view is left. */
  const unfolded = useUnfolded(() => paired.value.map(({ origin }) => origin))

  return { paired, blocked, selfAnswering, unfolded, loaded, failure, reload }
}
