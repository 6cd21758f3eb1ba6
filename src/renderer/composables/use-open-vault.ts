import { computed, inject, provide, type InjectionKey } from 'vue'
import type { PasskeyListSettings } from '../../shared/passkey-list'
import { rpIdSearch } from '../support/passkey-search'
import { signalStandings } from '../support/signal-standings'
import { useActivity } from './use-activity'
import { useActivityBrowsing } from './use-activity-browsing'
import { useArmedCase } from './use-armed-case'
import { useActivityNews } from './use-activity-news'
import { useNotices } from './use-notices'
import { usePageLinks, type PageNavigation } from './use-page-links'
import { usePages } from './use-pages'
import { usePasskeyActions } from './use-passkey-actions'
import { usePasskeyBrowsing } from './use-passkey-browsing'
import { usePasskeyList } from './use-passkey-list'
import { providePasskeyPlaces, type PasskeyPlace } from './use-passkey-places'
import { usePasskeys } from './use-passkeys'
import { usePastLock } from './use-past-lock'
import { usePolicySettings } from './use-policy-settings'
import { useProfileRemoval } from './use-profile-removal'
import { useRecentChanges } from './use-recent-changes'
import { provideSelfAnswering } from './use-self-answering'
import { useSignalNotices } from './use-signal-notices'
import { useSignalUndo } from './use-signal-undo'
import { useSilentCreations } from './use-silent-creations'
import { useTrash, type TrashNavigation } from './use-trash'
import { useUndo } from './use-undo'

/** How notices and links move the user through the window. */
export interface Navigation extends TrashNavigation {
  /** Brings a passkey into view, if its list is shown. */
  readonly revealPasskey: (id: string) => void
  readonly openPasskey: (id: string, place: PasskeyPlace) => void
  readonly showActivity: () => void
  /** Whether the user looks at the record. */
  readonly isActivityShown: () => boolean
  /** Opens an entry of the record. */
  readonly openEntry: (id: string) => void
  /** Opens what the lint found. */
  readonly openFindings: () => void
  readonly showPasskeys: () => void
  readonly openPage: PageNavigation['openPage']
}

interface KeptSettings {
  /** How the list of passkeys was last shown. */
  readonly passkeyList: PasskeyListSettings
  /** How far the user has seen the record. */
  readonly activitySeenAt: number
}

export type OpenVault = ReturnType<typeof provideOpenVault>

const key: InjectionKey<OpenVault> = Symbol('open vault')

/**
 * The state that all views of an open vault share: the data of the main process, the searches and filters, and what can be
 * undone.
 */
export function provideOpenVault(navigation: Navigation & KeptSettings) {
  const notices = useNotices()
  const pastLock = usePastLock()
  const { showActivity } = navigation
  const undo = useUndo(notices)
  const undoSignals = useSignalUndo(notices)
  const passkeys = usePasskeys()
  const passkeyList = usePasskeyList(navigation.passkeyList, notices)
  const activity = useActivity()
  const pages = usePages()
  const trash = useTrash(notices, navigation)
  providePasskeyPlaces(passkeys.passkeys, trash.trash, navigation.openPasskey)
  provideSelfAnswering(pages.selfAnswering)
  useSilentCreations(notices.tell)
  useSignalNotices(notices, undo, { undoSignals, showActivity })

  const passkeyBrowsing = usePasskeyBrowsing(passkeys.passkeys, passkeyList)
  const activityBrowsing = useActivityBrowsing(activity.entries)
  const linked = { passkeys: passkeys.passkeys, entries: activity.entries, paired: pages.paired }
  const searchActivity = (text: string): void => {
    activityBrowsing.clear()
    activityBrowsing.search.value = text
    showActivity()
  }
  const pageLinks = usePageLinks(linked, {
    showSites: (rpIds) => {
      passkeyBrowsing.clear()
      passkeyBrowsing.search.value = rpIdSearch(rpIds)
      navigation.showPasskeys()
    },
    showEntries: (origin) => {
      activityBrowsing.clear()
      activityBrowsing.page.value = origin
      showActivity()
    },
    showFindings: (origin) => {
      activityBrowsing.clear()
      activityBrowsing.page.value = origin
      navigation.openFindings()
    },
    openPage: navigation.openPage,
  })

  const vault = {
    passkeys,
    passkeyList,
    passkeyBrowsing,
    pageLinks,
    /** Shows the entries of the record in which the text occurs. */
    searchActivity,
    /** Opens an entry of the record, among all entries. */
    openEntry: (id: string): void => {
      activityBrowsing.clear()
      navigation.openEntry(id)
    },
    passkeyActions: usePasskeyActions(notices, undo, {
      trash: trash.trash,
      onRestored: navigation.revealPasskey,
    }),
    recentChanges: useRecentChanges(passkeys.passkeys),
    trash,
    activity,
    activityBrowsing,
    activityNews: useActivityNews(activity.entries, {
      isShown: navigation.isActivityShown,
      seenAt: navigation.activitySeenAt,
    }),
    /** By the id of a signal's entry. */
    standings: computed(() => signalStandings(activity.entries.value)),
    undoSignal: (entryId: string): Promise<void> => undoSignals(entryId),
    pages,
    auditChoice: pastLock.auditChoice,
    armedCase: useArmedCase(notices, undo, pastLock.armedCases),
    policySettings: usePolicySettings(notices, undo),
    removeProfile: useProfileRemoval(notices, undo),
    /** Undoes the last action. */
    undo: undo.undo,
    /** The action that the next undo reverts. */
    nextUndo: undo.next,
  }
  provide(key, vault)
  return vault
}

/** The open vault around this component. */
export function useOpenVault(): OpenVault {
  const vault = inject(key)
  if (vault === undefined) throw new Error('no open vault around this component')
  return vault
}
