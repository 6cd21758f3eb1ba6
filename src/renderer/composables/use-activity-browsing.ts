import { computed, ref, type Ref } from 'vue'
import type { ActivityEntry } from '../../shared/activity'
import { activityFilter, pagesOf, type ActivityFilter } from '../support/activity-filter'
import { activityRows } from '../support/activity-rows'

/** The filters, the search and the open entry of the record. They outlive the view. */
export function useActivityBrowsing(entries: Readonly<Ref<readonly ActivityEntry[]>>) {
  const filter = ref<ActivityFilter>('all')
  const search = ref('')
  /** The origin of the page whose entries are shown; null: those of every page. */
  const page = ref<string | null>(null)
  const selectedId = ref<string>()
  /** Whether the lint of the pages stands in the place of an entry. */
  const lintOpen = ref(false)
  const pages = computed(() => pagesOf(entries.value))
  const found = computed(() =>
    entries.value.filter(activityFilter(filter.value, search.value, page.value)),
  )
  const rows = computed(() => activityRows(found.value))
  /** The open entry. It stays open when a filter hides its row. */
  const selected = computed(() =>
    selectedId.value === undefined
      ? undefined
      : entries.value.find(({ id }) => id === selectedId.value),
  )
  /** When each signal was undone, by the id of its entry. */
  const undoneAt = computed<ReadonlyMap<string, number>>(
    () =>
      new Map(entries.value.flatMap(({ undoes, at }) => (undoes === null ? [] : [[undoes, at]]))),
  )

  function clear(): void {
    filter.value = 'all'
    search.value = ''
    page.value = null
  }

  return {
    filter,
    search,
    page,
    pages,
    found,
    rows,
    selectedId,
    selected,
    lintOpen,
    undoneAt,
    clear,
  }
}
