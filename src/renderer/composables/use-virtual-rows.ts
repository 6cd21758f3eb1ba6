import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/vue-virtual'
import { computed, nextTick, watch, type Ref, type WatchSource } from 'vue'

export interface VirtualRowsOptions<T> {
  readonly scroller: Readonly<Ref<HTMLElement | null>>
  readonly items: () => readonly T[]
  /** Stable, and unique among the items. */
  readonly keyOf: (item: T) => string
  /** CSS pixels; the rows' styles have the same. */
  readonly heightOf: (item: T) => number
  /** What the heights depend on, besides the items. */
  readonly heights?: readonly WatchSource[]
  /** The key of the row with the keyboard's focus, which must not vanish when it is scrolled away. */
  readonly kept: () => string | undefined
}

/** The rows near the visible part of a long list, and their places: only these exist. */
export function useVirtualRows<T>(options: VirtualRowsOptions<T>) {
  const { scroller, items, keyOf, heightOf, kept } = options
  const keptIndex = computed(() => indexOf(kept()))

  function indexOf(key: string | undefined): number {
    return key === undefined ? -1 : items().findIndex((item) => keyOf(item) === key)
  }

  function keyAt(index: number): string {
    const item = items()[index]
    return item === undefined ? `beyond ${index}` : keyOf(item)
  }

  function heightAt(index: number): number {
    const item = items()[index]
    return item === undefined ? 0 : heightOf(item)
  }

  const virtualizer = useVirtualizer(
    computed(() => {
      const also = keptIndex.value
      return {
        count: items().length,
        getScrollElement: () => scroller.value,
        // The same functions each time: others would have all rows measured anew at each move of the focus.
        estimateSize: heightAt,
        getItemKey: keyAt,
        overscan: 8,
        scrollPaddingStart: 44,
        rangeExtractor: (range: Range) => {
          const near = defaultRangeExtractor(range)
          return also < 0 || near.includes(also) ? near : [...near, also].sort((a, b) => a - b)
        },
      }
    }),
  )
  watch([items, ...(options.heights ?? [])], () => virtualizer.value.measure())

  const rows = computed(() =>
    virtualizer.value.getVirtualItems().flatMap((place) => {
      const item = items()[place.index]
      return item === undefined ? [] : [{ place, item }]
    }),
  )
  const totalHeight = computed(() => virtualizer.value.getTotalSize())

  /** Scrolls until the row exists. */
  async function reach(key: string): Promise<void> {
    const index = indexOf(key)
    if (index < 0) return
    virtualizer.value.scrollToIndex(index)
    await nextTick()
  }

  return { rows, totalHeight, reach }
}
