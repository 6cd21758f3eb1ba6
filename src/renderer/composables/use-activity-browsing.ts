import { computed, ref, type Ref } from 'vue'
import type { ActivityEntry } from '../../shared/activity'
import { dayFilter, daysOf } from '../support/activity-days'
import {
  activityFilter,
  ActivitySearch,
  pagesOf,
  type ActivityFilter,
} from '../support/activity-filter'
import { activityRows, entryRows, type EntryRow } from '../support/activity-rows'
import { SearchSteps } from '../support/search-steps'

/** The filters, the search and the open entry of the record. They survive when the view is left. */
export function useActivityBrowsing(entries: Readonly<Ref<readonly ActivityEntry[]>>) {
  const filter = ref<ActivityFilter>('all')
  const search = ref('')
  /** The origin of the page whose entries are shown; null: all pages. */
  const page = ref<string | null>(null)
  /** The day whose entries are shown, as its midnight; null: all days. */
  const day = ref<number | null>(null)
  const selectedId = ref<string>()
  /** Whether the lint findings of the pages are shown instead of an entry. */
  const lintOpen = ref(false)
  const pages = computed(() => pagesOf(entries.value))
  const days = computed(() => daysOf(entries.value))
  const every = computed(() => entryRows(entries.value))
  const filtered = computed(() => {
    const isShown = activityFilter(filter.value, page.value)
    const isOfDay = dayFilter(day.value)
    return every.value.filter(({ entry }) => isShown(entry) && isOfDay(entry))
  })
  const steps = new SearchSteps(
    (text) => new ActivitySearch(text),
    (asked, { entry }: EntryRow) => asked.matches(entry),
  )
  const found = computed(() => steps.find(filtered.value, search.value))
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
    day.value = null
  }

  return {
    filter,
    search,
    page,
    pages,
    day,
    days,
    rows,
    selectedId,
    selected,
    lintOpen,
    undoneAt,
    clear,
  }
}
