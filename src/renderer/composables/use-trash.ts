import { computed, ref, watch } from 'vue'
import type { TrashedPasskeySummary } from '../../shared/passkey'
import { mainApi } from '../main-api'
import { shortAccountName } from '../support/account-name'
import { searcher } from '../support/list-items'
import { useKeptList } from './use-kept-list'
import type { Notices } from './use-notices'

/** While nobody looks only the count is shown, which may be this late, in milliseconds. */
export const COUNTED_MS = 500

/**
 * Deleted passkeys, newest first, and the ways out of the trash.
 *
 * @param isShown whether the user looks at it.
 * @param goTo shows a passkey that was brought back.
 */
export function useTrash(notices: Notices, isShown: () => boolean, goTo: (id: string) => void) {
  const { list, loaded, failure, reload } = useKeptList(() => mainApi.listTrash(), 'trashChanged', {
    delayMs: () => (isShown() ? 0 : COUNTED_MS),
  })
  const search = ref('')
  const found = computed(() => {
    const matches = searcher(search.value)
    return list.value.filter(({ passkey }) => matches(passkey))
  })
  /** What `keptForMs` counts from. */
  const readAt = ref(Date.now())
  watch(list, () => {
    readAt.value = Date.now()
  })
  watch(isShown, (shown) => {
    if (shown) void reload()
  })

  /** True when it is a passkey again. */
  async function restore({ passkey }: TrashedPasskeySummary): Promise<boolean> {
    const { id, rpId } = passkey
    const name = shortAccountName(passkey)
    const restored = await notices.attempt(`“${name}” could not be brought back`, () =>
      mainApi.restorePasskey(id),
    )
    if (!restored) return false
    const action = { label: 'Show', run: () => goTo(id) }
    notices.tell({ text: `Brought “${name}” of ${rpId} back`, action })
    return true
  }

  /** True when they are gone for good. */
  async function destroy(doomed: readonly TrashedPasskeySummary[]): Promise<boolean> {
    const many = doomed.length > 1
    const what = many ? 'The passkeys' : 'The passkey'
    const destroyed = await notices.attempt(`${what} could not be deleted`, () =>
      mainApi.deleteForever(doomed.map(({ passkey }) => passkey.id)),
    )
    if (!destroyed) return false
    const count = many ? `${doomed.length} passkeys` : 'A passkey'
    notices.tell({ text: `${count} deleted for ever` })
    return true
  }

  return { trash: list, loaded, failure, reload, search, found, readAt, restore, destroy }
}

export type Trash = ReturnType<typeof useTrash>
