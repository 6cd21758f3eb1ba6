import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import type { PasskeySummary } from '../../shared/passkey'
import type { PasskeyListSettings } from '../../shared/passkey-list'
import {
  listItems,
  passkeyCount,
  passkeyIds,
  passkeyItems,
  type PasskeyItem,
} from '../support/list-items'
import { isFiltering, passkeyFilter } from '../support/passkey-filters'
import { inOrder } from '../support/passkey-order'
import { PasskeySearch } from '../support/passkey-search'
import { SearchSteps } from '../support/search-steps'
import type { PasskeyList } from './use-passkey-list'

/** The search, the filters and the open passkey of the list. They survive when the view is left. */
export function usePasskeyBrowsing(
  passkeys: Readonly<Ref<readonly PasskeySummary[]>>,
  { settings, change }: Pick<PasskeyList, 'settings' | 'change'>,
) {
  const search = ref('')
  const hiddenOpen = ref(true)
  const kept = useClosedSites()
  /** A search and a filter also look into what is folded away. What is folded there is unfolded by the next. */
  const narrowed = useClosedSites()
  const selectedId = ref<string>()

  const sort = computed(() => settings.value.sort)
  const reversed = computed(() => settings.value.reversed)
  const filters = computed<Pick<PasskeyListSettings, 'filters' | 'profile'>>(() => settings.value)
  const ordered = computed(() => {
    const order = { sort: sort.value, reversed: reversed.value }
    return passkeyItems(inOrder(passkeys.value, order), order)
  })
  const filtered = computed(() => {
    const isShown = passkeyFilter(filters.value)
    return ordered.value.filter(({ passkey }) => isShown(passkey))
  })
  const steps = new SearchSteps(
    (text) => new PasskeySearch(text),
    (asked, { passkey }: PasskeyItem) => asked.matches(passkey),
  )
  const found = computed(() => steps.find(filtered.value, search.value))
  const isNarrowed = computed(() => isFiltering(filters.value) || search.value.trim() !== '')
  const sites = () => (isNarrowed.value ? narrowed : kept)
  // Before a row is read: it would be folded as it was in the search before.
  watch(
    [search, () => settings.value.filters, () => settings.value.profile],
    () => narrowed.openAll(),
    { flush: 'sync' },
  )
  const items = computed(() =>
    listItems(found.value, {
      sort: sort.value,
      reversed: reversed.value,
      filters: settings.value.filters,
      hiddenOpen: hiddenOpen.value,
      closed: sites().closed.value,
    }),
  )
  const ids = computed(() => passkeyIds(items.value))
  const count = computed(() => passkeyCount(items.value))
  const selected = computed(() => passkeys.value.find(({ id }) => id === selectedId.value))

  // When a passkey returns, its details must not open by themselves.
  watch(selected, (now) => {
    if (now === undefined) selectedId.value = undefined
  })

  function clear(): void {
    search.value = ''
    if (isFiltering(filters.value)) change({ filters: [], profile: null })
  }

  /** Makes a passkey visible that a search, a filter or a folded section hides. */
  function bringIn(id: string): void {
    if (ids.value.includes(id)) return
    const passkey = passkeys.value.find((one) => one.id === id)
    if (passkey === undefined) return
    clear()
    if (passkey.hidden) hiddenOpen.value = true
    else kept.openSite(passkey.rpId)
  }

  const state = { search, hiddenOpen, selectedId, items, ids, count, selected }
  return { ...state, toggleSite: (rpId: string) => sites().toggleSite(rpId), clear, bringIn }
}

/** The relying parties whose passkeys are folded away. */
function useClosedSites() {
  const closed = shallowRef<ReadonlySet<string>>(new Set())

  function openSite(rpId: string): void {
    closed.value = new Set([...closed.value].filter((one) => one !== rpId))
  }

  function toggleSite(rpId: string): void {
    if (closed.value.has(rpId)) openSite(rpId)
    else closed.value = new Set([...closed.value, rpId])
  }

  function openAll(): void {
    if (closed.value.size > 0) closed.value = new Set()
  }

  return { closed, toggleSite, openSite, openAll }
}
