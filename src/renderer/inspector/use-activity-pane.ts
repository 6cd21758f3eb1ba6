import { computed, nextTick } from 'vue'
import type { useActivityBrowsing } from '../composables/use-activity-browsing'
import type { useCaseFiles } from './use-case-files'

interface Focusable {
  focus(): void
}

export interface ActivityPlaces {
  readonly list: () => { focusRow(id: string): Promise<void> } | null
  readonly pane: () => Focusable | null
  readonly findings: () => Focusable | null
  /** Where the focus goes when a case file is closed. */
  readonly caseButton: () => Focusable | null
  /** Where the focus goes when the findings are closed. */
  readonly lintButton: () => Focusable | null
}

/** The pane beside the list of Activity, or over it: an entry, a case file or the findings. Moves the focus along. */
export function useActivityPane(
  { selectedId, selected, lintOpen }: ReturnType<typeof useActivityBrowsing>,
  { opened, open: chooseCase }: ReturnType<typeof useCaseFiles>,
  places: ActivityPlaces,
) {
  /** The entry whose details are shown: the entry of a case file, or one of the record. */
  const shown = computed(() => opened.value?.entry ?? selected.value)
  const isOpen = computed(() => shown.value !== undefined || lintOpen.value)

  function show(id: string): void {
    opened.value = undefined
    lintOpen.value = false
    selectedId.value = id
  }

  /** Opens an entry, and moves the focus to its details. */
  async function enter(id: string): Promise<void> {
    show(id)
    await nextTick()
    places.pane()?.focus()
  }

  /** Scrolls to an entry, and opens it. */
  async function reveal(id: string): Promise<void> {
    await places.list()?.focusRow(id)
    await enter(id)
  }

  async function openCase(): Promise<void> {
    await chooseCase()
    if (opened.value === undefined) return
    lintOpen.value = false
    await nextTick()
    places.pane()?.focus()
  }

  async function showLint(): Promise<void> {
    opened.value = undefined
    selectedId.value = undefined
    lintOpen.value = true
    await nextTick()
    places.findings()?.focus()
  }

  /** Closes the pane. The focus returns to where the pane was opened. */
  async function close(): Promise<void> {
    const back = placeBefore()
    if (lintOpen.value) lintOpen.value = false
    else if (opened.value !== undefined) opened.value = undefined
    else selectedId.value = undefined
    await nextTick()
    await back()
  }

  function placeBefore(): () => Promise<void> | void {
    const id = selectedId.value
    if (lintOpen.value) return () => places.lintButton()?.focus()
    if (opened.value !== undefined) return () => places.caseButton()?.focus()
    return () => (id === undefined ? undefined : places.list()?.focusRow(id))
  }

  return { shown, isOpen, show, enter, reveal, openCase, showLint, close }
}
