import {
  defaultRangeExtractor,
  measureElement,
  useVirtualizer,
  type Range,
} from '@tanstack/vue-virtual'
import { computed, nextTick, ref, type ComponentPublicInstance, type Ref } from 'vue'

export interface MeasuredRowsOptions<T> {
  readonly scroller: Readonly<Ref<HTMLElement | null>>
  readonly items: () => readonly T[]
  /** Stable, and unique among the items. */
  readonly keyOf: (item: T) => string
  /** CSS pixels that a row takes, about; the window measures it when it is shown. */
  readonly estimate: (item: T) => number
}

/** As `useVirtualRows`, for rows whose heights follow from what they say. */
export function useMeasuredRows<T>({ scroller, items, keyOf, estimate }: MeasuredRowsOptions<T>) {
  const focusedKey = ref<string>()
  const focusedIndex = computed(() =>
    focusedKey.value === undefined
      ? -1
      : items().findIndex((item) => keyOf(item) === focusedKey.value),
  )

  function estimateAt(index: number): number {
    const item = items()[index]
    return item === undefined ? 0 : estimate(item)
  }

  const virtualizer = useVirtualizer(
    computed(() => {
      const list = items()
      return {
        count: list.length,
        getScrollElement: () => scroller.value,
        estimateSize: estimateAt,
        // A new function for a new list: it may be as long as the old one and yet another.
        getItemKey: (index: number) => {
          const item = list[index]
          return item === undefined ? `beyond ${index}` : keyOf(item)
        },
        // A document without layout has no heights.
        measureElement: (...args: Parameters<typeof measureElement<HTMLElement>>) =>
          measureElement(...args) || estimateAt(args[2].indexFromElement(args[0])),
        overscan: 6,
        // What is read stays where it is when something new comes above; at the top that is shown.
        anchorTo: (scroller.value?.scrollTop ?? 0) > 0 ? ('end' as const) : ('start' as const),
        // The row with the keyboard's focus must not vanish when it is scrolled away.
        rangeExtractor,
      }
    }),
  )

  function rangeExtractor(range: Range): number[] {
    const near = defaultRangeExtractor(range)
    const also = focusedIndex.value
    return also < 0 || near.includes(also) ? near : [...near, also].sort((a, b) => a - b)
  }

  const rows = computed(() =>
    virtualizer.value.getVirtualItems().flatMap((place) => {
      const item = items()[place.index]
      return item === undefined ? [] : [{ place, item }]
    }),
  )
  const totalHeight = computed(() => virtualizer.value.getTotalSize())

  /** For `:ref` of each row, which has its index as `data-index`. */
  function measure(row: Element | ComponentPublicInstance | null): void {
    if (row instanceof HTMLElement) virtualizer.value.measureElement(row)
  }

  async function toTop(): Promise<void> {
    await nextTick()
    virtualizer.value.scrollToOffset(0)
  }

  return { rows, totalHeight, measure, focusedKey, toTop }
}
