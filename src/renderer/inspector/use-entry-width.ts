import { computed, ref } from 'vue'
import type { EntryWidth } from '../../shared/entry-width'
import { useBoxSize } from '../composables/use-box-size'
import { useChoice } from '../composables/use-choice'
import { useNotices } from '../composables/use-notices'
import { mainApi } from '../main-api'

/**
 * The width of the pane beside the list of Activity.
 *
 * @param kept the width that the user chose last.
 * @param pane the element that has this width.
 */
export function useEntryWidth(kept: () => EntryWidth, pane: () => Element | null | undefined) {
  const { attempt } = useNotices()
  const box = useBoxSize(pane)
  const chosen = useChoice<EntryWidth>(kept, (width) =>
    attempt('The width could not be saved', () => mainApi.setEntryWidth(width)),
  )
  const dragged = ref<number>()

  /** null: the default share of the window. */
  const width = computed(() => dragged.value ?? chosen.value)
  /** Where a drag of the divider starts: the window may have less room than the user chose. */
  const drawn = computed(() => dragged.value ?? Math.round(box.value?.width ?? 0))

  function drag(to: number): void {
    dragged.value = to
  }

  function keep(to: number): void {
    dragged.value = undefined
    chosen.value = to
  }

  return { width, drawn, drag, keep }
}
