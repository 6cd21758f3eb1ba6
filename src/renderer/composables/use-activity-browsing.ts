import { computed, ref, type Ref } from 'vue'
import type { ActivityEntry } from '../../shared/activity'
import { activityFilter, type ActivityFilter } from '../support/activity-filter'
import { activityRows } from '../support/activity-rows'

/** The filter and the search of the record. They outlive the view. */
export function useActivityBrowsing(entries: Readonly<Ref<readonly ActivityEntry[]>>) {
  const filter = ref<ActivityFilter>('all')
  const search = ref('')
  const rows = computed(() =>
    activityRows(entries.value.filter(activityFilter(filter.value, search.value))),
  )
  /** When each signal was undone, by the id of its entry. */
  const undoneAt = computed<ReadonlyMap<string, number>>(
    () =>
      new Map(entries.value.flatMap(({ undoes, at }) => (undoes === null ? [] : [[undoes, at]]))),
  )

  return { filter, search, rows, undoneAt }
}
