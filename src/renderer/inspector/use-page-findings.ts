import { computed, onScopeDispose } from 'vue'
import type { CountedFinding } from '../../shared/lint-finding'
import { mainApi, onMainEvent } from '../main-api'
import { useLoaded } from './use-loaded'

/** What the lint found in the calls of one page. */
export interface FindingsOfPage {
  readonly origin: string
  readonly findings: readonly CountedFinding[]
}

/**
 * What the lint found in the calls of the pages, with new findings as they come.
 *
 * @param page the origin of the page that is asked about; null: every page.
 */
export function usePageFindings(page: () => string | null) {
  const { loaded, reload } = useLoaded<readonly FindingsOfPage[]>(() => mainApi.listPageFindings())
  onScopeDispose(onMainEvent('pageFindingsChanged', reload))

  const found = computed(() => {
    const all = loaded.value.state === 'ready' ? loaded.value.value : []
    return all.filter(
      ({ origin, findings }) => findings.length > 0 && (page() === null || page() === origin),
    )
  })
  const count = computed(() => found.value.reduce((sum, { findings }) => sum + findings.length, 0))

  return { loaded, reload, found, count }
}
