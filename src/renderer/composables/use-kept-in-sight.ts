import { watch, type Ref } from 'vue'
import { useBoxSize } from './use-box-size'

/**
 * Keeps a row in sight when its list gets lower, for example because a notice about the row appears below the list. Scrolls
 * as little as possible, and only to a row that was in sight.
 */
export function useKeptInSight(
  scroller: Readonly<Ref<HTMLElement | null>>,
  row: () => HTMLElement | null | undefined,
): void {
  const size = useBoxSize(() => scroller.value)
  watch(
    () => size.value?.height,
    (now, before) => {
      const list = scroller.value
      const kept = row()
      if (!list || !kept || now === undefined || before === undefined || now >= before) return
      const top = list.getBoundingClientRect().top
      const box = kept.getBoundingClientRect()
      const wasInSight = box.top - top < before && box.bottom > top
      const below = box.bottom - top - now
      if (wasInSight && below > 0) list.scrollTop += below
    },
  )
}
