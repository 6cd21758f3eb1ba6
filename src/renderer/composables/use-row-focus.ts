import { computed, ref, watch } from 'vue'
import { keyAfter, neighbour } from '../support/list-keys'

export interface RowFocusOptions {
  /** The rows that take the keyboard focus, in their order. */
  readonly rowKeys: () => readonly string[]
  /** The row that the Tab key reaches before any row had the focus. */
  readonly selected: () => string | undefined
  /** Scrolls to a row and returns its element. */
  readonly elementOf: (rowKey: string) => Promise<HTMLElement | null | undefined>
}

/** The keyboard focus in a grid: the Tab key reaches one row, and the arrow keys move from row to row. */
export function useRowFocus({ rowKeys, selected, elementOf }: RowFocusOptions) {
  const focused = ref<string>()
  const known = computed(() => new Set(rowKeys()))
  const tabStop = computed(
    () =>
      [focused.value, selected()].find((key) => key !== undefined && known.value.has(key)) ??
      rowKeys()[0],
  )

  // When the row with the focus goes, its neighbour becomes the tab stop.
  watch(rowKeys, (now, before) => {
    const key = focused.value
    if (key !== undefined && !now.includes(key)) focused.value = neighbour(before, key)
  })

  async function focusRow(rowKey: string): Promise<void> {
    if (!known.value.has(rowKey)) return
    focused.value = rowKey
    const row = await elementOf(rowKey)
    row?.focus({ preventScroll: true })
  }

  /** Returns the row that a navigation key moves to; undefined for every other key. */
  function move(key: string, from: string): string | undefined {
    const next = keyAfter(key, rowKeys(), from)
    if (next !== undefined) void focusRow(next)
    return next
  }

  async function focusTabStop(): Promise<void> {
    if (tabStop.value !== undefined) await focusRow(tabStop.value)
  }

  return { focused, tabStop, focusRow, focusTabStop, move }
}
