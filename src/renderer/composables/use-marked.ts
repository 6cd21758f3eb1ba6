import { computed, shallowRef, watch } from 'vue'

export type Marked = ReturnType<typeof useMarked>

/**
 * The rows that the user has selected to act on together.
 *
 * @param ids the rows of the list, in their order. A row that leaves the list is no longer marked.
 */
export function useMarked(ids: () => readonly string[]) {
  const marked = shallowRef<ReadonlySet<string>>(new Set())
  /** The row where a range begins. */
  let anchor: string | undefined
  const count = computed(() => marked.value.size)

  // Without marked rows, does not ask for the ids: a long list would compute them on each key of a search.
  const present = (): readonly string[] | undefined => (marked.value.size === 0 ? undefined : ids())
  watch(present, (now) => {
    const known = new Set(now)
    const left = [...marked.value].filter((id) => known.has(id))
    if (left.length < marked.value.size) marked.value = new Set(left)
  })

  function toggle(id: string): void {
    const next = new Set(marked.value)
    if (!next.delete(id)) next.add(id)
    marked.value = next
    anchor = id
  }

  /**
   * Marks the rows from the anchor to `id`, and no others.
   *
   * @param from the anchor where there is none yet, or where its row has gone.
   */
  function markTo(id: string, from: string | undefined): void {
    const all = ids()
    const end = all.indexOf(id)
    if (end === -1) return
    const begin = [anchor, from].find((one) => one !== undefined && all.includes(one)) ?? id
    const start = all.indexOf(begin)
    anchor = begin
    marked.value = new Set(all.slice(Math.min(start, end), Math.max(start, end) + 1))
  }

  function markAll(): void {
    marked.value = new Set(ids())
  }

  function clear(): void {
    anchor = undefined
    if (marked.value.size > 0) marked.value = new Set()
  }

  return { marked, count, toggle, markTo, markAll, clear }
}
