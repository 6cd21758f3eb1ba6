import { computed, onScopeDispose } from 'vue'
import type { CountedFinding } from '../../shared/lint-finding'
import { mainApi, onMainEvent } from '../main-api'
import { useLoaded } from './use-loaded'

/** What the lint found in the calls of one page. */
export interface FindingsOfPage {
  readonly origin: string
  /** How many calls were linted. */
  readonly calls: number
  readonly findings: readonly CountedFinding[]
}

/**
 * What the lint found in the calls of the pages, with new findings as they arrive.
 *
 * @param page the origin of the page; null: all pages.
 */
export function usePageFindings(page: () => string | null) {
  const { loaded, reload } = useLoaded<readonly FindingsOfPage[]>(() => mainApi.listPageFindings())
  onScopeDispose(onMainEvent('pageFindingsChanged', reload))

  const asked = computed(() => {
    const all = loaded.value.state === 'ready' ? loaded.value.value : []
    return all.filter(({ origin }) => page() === null || page() === origin)
  })
  const found = computed(() => asked.value.filter(({ findings }) => findings.length > 0))
  const count = computed(() => found.value.reduce((sum, { findings }) => sum + findings.length, 0))
  /** How many calls were linted, with findings or without. */
  const calls = computed(() => asked.value.reduce((sum, one) => sum + one.calls, 0))

  return { loaded, reload, found, count, calls }
}
