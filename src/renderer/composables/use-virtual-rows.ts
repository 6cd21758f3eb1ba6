import {
  defaultRangeExtractor,
  measureElement,
  useVirtualizer,
  type Range,
} from '@tanstack/vue-virtual'
import { computed, nextTick, watch, type ComponentPublicInstance, type Ref } from 'vue'
import { RowSlots } from '../support/row-slots'

export interface VirtualRowsOptions<T> {
  readonly scroller: Readonly<Ref<HTMLElement | null>>
  readonly items: () => readonly T[]
  /** Stable, and unique among the items. */
  readonly keyOf: (item: T) => string
  /** The height of a row in CSS pixels. When heights change, the getter must return a new function. */
  readonly heightOf: () => (item: T) => number
  /** The window measures each row once it is drawn; `heightOf` is only an estimate. */
  readonly measured?: boolean
  /** While the user reads further down, new rows above do not move the visible rows. Neither do measured rows. */
  readonly anchored?: boolean
  /** Rows of one kind can reuse each other’s elements, which have the row’s `slot` as `data-slot`. */
  readonly kindOf?: (item: T) => string
  /** The key of the row that has the keyboard focus. That row stays in the document even when it is scrolled out of sight. */
  readonly pinned: () => string | undefined
  /** Whether the row stays at the top while the rows below it are scrolled. */
  readonly sticks?: (item: T) => boolean
}

/** How many rows are drawn above and below those in sight. Each of them costs time on each key of a search. */
const OVERSCAN = 5

/** Draws only the rows near the visible part of a long list. */
export function useVirtualRows<T>(options: VirtualRowsOptions<T>) {
  const { scroller, items, keyOf, heightOf, pinned } = options
  const { measured = false, anchored = measured, sticks = () => false } = options
  const { kindOf = () => '' } = options
  const slots = new RowSlots()
  const pinnedIndex = computed(() => indexOf(pinned()))
  // A new function only for a new list, because the virtualizer recomputes all positions for a new function.
  const keyAt = computed(() => keysOf(items(), keyOf))

  function indexOf(key: string | undefined): number {
    return key === undefined ? -1 : items().findIndex((item) => keyOf(item) === key)
  }

  const heightAt = computed(() => heightsOf(items(), heightOf()))

  /** The row that sticks to the top if `first` is the first row in sight; -1 for none. */
  const stuckAt = computed(() => {
    const list = items()
    return (first: number) => lastBefore(list, first, sticks)
  })

  const virtualizer = useVirtualizer(
    computed(() => ({
      count: items().length,
      getScrollElement: () => scroller.value,
      estimateSize: heightAt.value,
      getItemKey: keyAt.value,
      overscan: OVERSCAN,
      scrollPaddingStart: 44,
      rangeExtractor: rowsFrom(pinnedIndex.value, stuckAt.value),
      ...(measured ? measuring(heightAt.value) : {}),
      ...(anchored ? { anchorTo: anchorOf(scroller.value) } : {}),
    })),
  )
  if (!anchored) watch([items, heightOf], () => virtualizer.value.measure())

  const rows = computed(() => {
    const places = virtualizer.value.getVirtualItems()
    const stuck = stuckAt.value(virtualizer.value.range?.startIndex ?? -1)
    const drawn = places.flatMap((place) => {
      const item = items()[place.index]
      return item === undefined ? [] : [{ place, item, stuck: place.index === stuck }]
    })
    const slotted = slots.assign(
      drawn.map(({ place, item }) => ({ key: String(place.key), kind: kindOf(item) })),
      focusedSlot(scroller.value),
    )
    return drawn.map((row, index) => ({ ...row, slot: slotted[index] }))
  })
  const totalHeight = computed(() => virtualizer.value.getTotalSize())

  /** Scrolls until the row is in the document. */
  async function reach(key: string): Promise<void> {
    const index = indexOf(key)
    if (index < 0) return
    virtualizer.value.scrollToIndex(index)
    await nextTick()
  }

  /** The `:ref` of each measured row. The row has its index as `data-index`. */
  function measure(row: Element | ComponentPublicInstance | null): void {
    if (row instanceof HTMLElement) virtualizer.value.measureElement(row)
  }

  async function toTop(): Promise<void> {
    await nextTick()
    // Avoids a scroll that moves nothing, because it would still make the browser lay out the page.
    if (virtualizer.value.scrollOffset !== 0) virtualizer.value.scrollToOffset(0)
  }

  return { rows, totalHeight, reach, measure, toTop }
}

function keysOf<T>(list: readonly T[], keyOf: (item: T) => string): (index: number) => string {
  return (index) => {
    const item = list[index]
    return item === undefined ? `beyond ${index}` : keyOf(item)
  }
}

/** The virtualizer asks for every row of the list. */
function heightsOf<T>(
  list: readonly T[],
  heightOf: (item: T) => number,
): (index: number) => number {
  return (index) => {
    const item = list[index]
    return item === undefined ? 0 : heightOf(item)
  }
}

/** The slot of the elements with the keyboard focus. */
function focusedSlot(scroller: HTMLElement | null): number | undefined {
  const focused = document.activeElement?.closest<HTMLElement>('[data-slot]')
  return focused && scroller?.contains(focused) ? Number(focused.dataset.slot) : undefined
}

/** The last item up to `first` that `fits`; -1 for none. */
function lastBefore<T>(list: readonly T[], first: number, fits: (item: T) => boolean): number {
  for (let index = first; index >= 0; index--) {
    const item = list[index]
    if (item !== undefined && fits(item)) return index
  }
  return -1
}

/**
 * Takes values and not getters, because the virtualizer notices a change only by a new extractor.
 *
 * @param pinned the index of a row that is drawn even when it is out of sight; -1 for none.
 */
function rowsFrom(pinned: number, stuckAt: (first: number) => number): (range: Range) => number[] {
  return (range) => {
    const near = defaultRangeExtractor(range)
    const drawn = [pinned, stuckAt(range.startIndex)]
    const far = drawn.filter((index) => index >= 0 && !near.includes(index))
    return far.length === 0 ? near : [...new Set([...near, ...far])].sort((a, b) => a - b)
  }
}

/** Falls back to the estimate in a document without layout, which has no heights. */
function measuring(heightAt: (index: number) => number) {
  return {
    measureElement: (...args: Parameters<typeof measureElement<HTMLElement>>) =>
      measureElement(...args) || heightAt(args[2].indexFromElement(args[0])),
  }
}

/** While the user reads further down, new rows above do not move the visible rows. At the top, the new rows are shown. */
function anchorOf(scroller: HTMLElement | null): 'start' | 'end' {
  return (scroller?.scrollTop ?? 0) > 0 ? 'end' : 'start'
}
