import { computed, ref, watch } from 'vue'
import { keyAfter, neighbour } from '../support/list-keys'

export interface RowFocusOptions<T> {
  readonly items: () => readonly T[]
  /** The key of a row that takes the keyboard focus; undefined for the others. */
  readonly keyOf: (item: T) => string | undefined
  /** The row that the Tab key reaches before any row has had the focus. */
  readonly selected: () => string | undefined
  /** Scrolls to a row and returns its element. */
  readonly elementOf: (rowKey: string) => Promise<HTMLElement | null | undefined>
}

/**
 * The keyboard focus in a grid: the Tab key reaches one row, and the arrow keys move from row to row. The keys of all rows
 * are computed when the keyboard moves, and not on each change of a long list.
 */
export function useRowFocus<T>({ items, keyOf, selected, elementOf }: RowFocusOptions<T>) {
  const focused = ref<string>()
  const rowKeys = computed(() => keysOf(items()))
  const tabStop = computed(
    () =>
      [focused.value, selected()].find((key) => key !== undefined && isIn(items(), key)) ??
      firstOf(items()),
  )

  function keysOf(list: readonly T[]): string[] {
    return list.flatMap((item) => keyOf(item) ?? [])
  }

  function isIn(list: readonly T[], rowKey: string): boolean {
    return list.some((item) => keyOf(item) === rowKey)
  }

  function firstOf(list: readonly T[]): string | undefined {
    const first = list.find((item) => keyOf(item) !== undefined)
    return first === undefined ? undefined : keyOf(first)
  }

  // When the row with the focus goes, its neighbour becomes the tab stop.
  watch(items, (now, before) => {
    const key = focused.value
    if (key !== undefined && !isIn(now, key)) focused.value = neighbour(keysOf(before), key)
  })

  async function focusRow(rowKey: string): Promise<void> {
    if (!isIn(items(), rowKey)) return
    focused.value = rowKey
    const row = await elementOf(rowKey)
    row?.focus({ preventScroll: true })
  }

  /** Returns the row that a navigation key moves to; undefined for any other key. */
  function move(key: string, from: string): string | undefined {
    const next = keyAfter(key, rowKeys.value, from)
    if (next !== undefined) void focusRow(next)
    return next
  }

  async function focusTabStop(): Promise<void> {
    if (tabStop.value !== undefined) await focusRow(tabStop.value)
  }

  async function focusFirst(): Promise<void> {
    const [first] = rowKeys.value
    if (first !== undefined) await focusRow(first)
  }

  return { focused, rowKeys, tabStop, focusRow, focusTabStop, focusFirst, move }
}
