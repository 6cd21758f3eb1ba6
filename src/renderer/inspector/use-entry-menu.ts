import type { ActivityEntry } from '../../shared/activity'
import { useContextMenu } from '../composables/use-context-menu'
import { useCopyText } from '../composables/use-copy-text'
import { useNotices } from '../composables/use-notices'
import { useOpenVault } from '../composables/use-open-vault'
import { usePasskeyPlaces } from '../composables/use-passkey-places'
import { activityMenu } from '../support/activity-menu'
import { isCeremony } from './ceremony-tabs'

interface EntryActions {
  readonly open: (id: string) => Promise<void>
  readonly saveCase: (id: string) => Promise<void>
}

/** The context menu of the list of Activity, and the texts that its keys copy. */
export function useEntryMenu({ open, saveCase }: EntryActions) {
  const { activity, activityBrowsing, pageLinks, standings, undoSignal } = useOpenVault()
  const places = usePasskeyPlaces()
  const { tell } = useNotices()
  const copyText = useCopyText((text) => void tell({ text }))
  const { menu, openMenu, closeMenu } = useContextMenu()

  const entryOf = (id: string): ActivityEntry | undefined =>
    activity.entries.value.find((one) => one.id === id)

  function itemsOf(entry: ActivityEntry) {
    const { id, origin: page, passkeyId } = entry
    const isKept = passkeyId !== null && places.placeOf(passkeyId) !== undefined
    return activityMenu(entry, {
      open: () => void open(id),
      showPasskey: isKept ? () => places.open(passkeyId) : undefined,
      showPage:
        page !== null && pageLinks.isConnected(page) ? () => pageLinks.openPage(page) : undefined,
      filterByPage: (origin) => (activityBrowsing.page.value = origin),
      undo: standings.value.get(id) === 'undoable' ? () => void undoSignal(id) : undefined,
      saveCase: isCeremony(entry) ? () => void saveCase(id) : undefined,
      copy: (text, what) => void copyText(text, what),
    })
  }

  async function openEntryMenu(id: string, event: MouseEvent | KeyboardEvent): Promise<void> {
    const entry = entryOf(id)
    if (entry !== undefined) await openMenu(() => itemsOf(entry), event)
  }

  /** The whole entry, as JSON. */
  async function copyEntry(id: string): Promise<void> {
    const entry = entryOf(id)
    if (entry !== undefined) await copyText(JSON.stringify(entry, null, 2), 'entry')
  }

  return { menu, closeMenu, openEntryMenu, copyEntry }
}
