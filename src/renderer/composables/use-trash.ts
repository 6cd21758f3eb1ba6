import { computed, ref, watch } from 'vue'
import type { TrashedPasskeySummary } from '../../shared/passkey'
import { mainApi } from '../main-api'
import { shortAccountName } from '../support/account-name'
import { passkeysText } from '../support/count-text'
import { PasskeySearch } from '../support/passkey-search'
import { useOf } from '../support/set-parts'
import { useMainList } from './use-main-list'
import type { Notices } from './use-notices'
import type { PasskeyPlace } from './use-passkey-places'

/** How late the count of the trash may be while the trash is not shown, in milliseconds. */
export const COUNT_DELAY_MS = 500

export interface TrashNavigation {
  readonly isTrashShown: () => boolean
  readonly goToPasskey: (id: string, place: PasskeyPlace) => void
}

/** The deleted passkeys, newest first, and the actions on them. */
export function useTrash(notices: Notices, { isTrashShown, goToPasskey }: TrashNavigation) {
  const { list, loaded, failure, reload } = useMainList(() => mainApi.listTrash(), 'trashChanged', {
    delayMs: () => (isTrashShown() ? 0 : COUNT_DELAY_MS),
  })
  const search = ref('')
  const found = computed(() => {
    const asked = new PasskeySearch(search.value)
    return list.value.filter(({ passkey }) => asked.matches(passkey))
  })
  /** When `keptForMs` was right, in milliseconds since the Unix epoch. */
  const readAt = ref(Date.now())
  watch(list, () => {
    readAt.value = Date.now()
  })
  watch(isTrashShown, (shown) => {
    if (shown) void reload()
  })
  const ways = waysOut(notices, (id) => goToPasskey(id, 'passkeys'))
  return { trash: list, loaded, failure, reload, search, found, readAt, ...ways }
}

/** Each returns true if the passkeys have left the trash. */
function waysOut(notices: Notices, goTo: (id: string) => void) {
  async function restore({ passkey }: TrashedPasskeySummary): Promise<boolean> {
    const { id, rpId } = passkey
    const name = shortAccountName(passkey)
    const restored = await notices.attempt(`“${name}” could not be restored`, () =>
      mainApi.restorePasskeys([id]),
    )
    if (!restored) return false
    const action = { label: 'Show', run: () => goTo(id) }
    notices.tell({ text: `Restored “${name}” (${rpId})`, actions: [action], sets: [useOf(id)] })
    return true
  }

  async function destroy(doomed: readonly TrashedPasskeySummary[]): Promise<boolean> {
    const many = doomed.length > 1
    const what = many ? 'The passkeys' : 'The passkey'
    const destroyed = await notices.attempt(`${what} could not be deleted`, () =>
      mainApi.deleteForever(doomed.map(({ passkey }) => passkey.id)),
    )
    if (!destroyed) return false
    const count = passkeysText(doomed.length)
    notices.tell({ text: `${count} deleted permanently` })
    return true
  }

  return { restore, destroy }
}
