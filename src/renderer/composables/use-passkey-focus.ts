import { nextTick, type Ref } from 'vue'
import { neighbour } from '../support/list-keys'
import { isFocusLost } from '../support/lost-focus'
import type { usePasskeyBrowsing } from './use-passkey-browsing'

export interface FocusParts {
  readonly browsing: ReturnType<typeof usePasskeyBrowsing>
  /** The details stand beside the list. */
  readonly wide: Readonly<Ref<boolean>>
  readonly reload: () => Promise<void>
  readonly list: () => PasskeyRows | null
  readonly detail: () => { focus(): void } | null
  /** The element that takes the focus while the list has no rows. */
  readonly head: () => { focus(): void } | null
}

export interface PasskeyRows {
  focusRow(id: string): Promise<void>
  focusTabStop(): Promise<void>
  focusFirst(): Promise<void>
}

/** Moves the focus and the open details through the list of passkeys, so that neither is lost. */
export function usePasskeyFocus(parts: FocusParts) {
  const { browsing, wide, reload, list, detail, head } = parts
  const { ids, selectedId } = browsing

  /** Moves the focus into the list when the dialog or the details with the focus disappear. */
  async function recover(): Promise<void> {
    await nextTick()
    if (!isFocusLost()) return
    if (ids.value.length === 0) head()?.focus()
    else await list()?.focusTabStop()
  }

  async function select(id: string): Promise<void> {
    selectedId.value = id
    if (wide.value) return
    await nextTick()
    detail()?.focus()
  }

  async function close(): Promise<void> {
    const id = selectedId.value
    selectedId.value = undefined
    await nextTick()
    if (id !== undefined) await list()?.focusRow(id)
  }

  /**
   * For rows that are about to leave their places: the returned function moves the focus and the open details to the row
   * that takes their place.
   */
  function leaving(left: readonly string[]): () => Promise<void> {
    const gone = new Set(left)
    const next = rowAfter(ids.value, gone)
    const wasOpen = selectedId.value !== undefined && gone.has(selectedId.value)
    return async () => {
      if (wasOpen) selectedId.value = wide.value ? next : undefined
      await nextTick()
      if (next === undefined) head()?.focus()
      else await list()?.focusRow(next)
    }
  }

  /** Scrolls to a passkey, even if a search, a filter or a folded section hides it. */
  async function reveal(id: string): Promise<void> {
    await reload()
    browsing.bringIn(id)
    if (wide.value) selectedId.value = id
    await nextTick()
    await list()?.focusRow(id)
  }

  /** Shows the details of a passkey, with its row in view. */
  async function open(id: string): Promise<void> {
    await reveal(id)
    await select(id)
  }

  return { recover, select, close, leaving, reveal, open }
}

/** The row below the last one that leaves, else the row above the first. */
function rowAfter(ids: readonly string[], gone: ReadonlySet<string>): string | undefined {
  if (gone.size === 1) return neighbour(ids, [...gone][0] ?? '')
  const last = ids.findLastIndex((id) => gone.has(id))
  const first = ids.findIndex((id) => gone.has(id))
  return ids[last + 1] ?? ids[first - 1]
}
