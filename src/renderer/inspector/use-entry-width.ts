import { computed, ref } from 'vue'
import type { EntryWidth } from '../../shared/entry-width'
import { useBoxSize } from '../composables/use-box-size'
import { useChoice } from '../composables/use-choice'
import { useNotices } from '../composables/use-notices'
import { mainApi } from '../main-api'

/**
 * The width of what stands beside the list of Activity.
 *
 * @param kept the width that the user chose last.
 * @param pane the element that has it.
 */
export function useEntryWidth(kept: () => EntryWidth, pane: () => Element | null | undefined) {
  const { attempt } = useNotices()
  const box = useBoxSize(pane)
  const chosen = useChoice<EntryWidth>(kept, (width) =>
    attempt('The width could not be kept', () => mainApi.setEntryWidth(width)),
  )
  const dragged = ref<number>()

  /** null: the usual part of the window. */
  const width = computed(() => dragged.value ?? chosen.value)
  /** What the divider begins with: the window may leave less than what was chosen. */
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
