/** The passkeys as the list shows them: filtered, searched, grouped by relying party or flat, the hidden ones last. */
import type { PasskeySummary } from '../../shared/passkey'
import type { PasskeyListSettings } from '../../shared/passkey-list'
import { isFiltering, passkeyFilter } from './passkey-filters'
import { collator } from './passkey-order'
import { searcher } from './passkey-search'
import { SEARCHED_LENGTH } from './search-text'

export type ListItem =
  | {
      readonly type: 'group'
      readonly rpId: string
      /** Empty when the passkeys have different names for the relying party. */
      readonly rpName: string
      readonly count: number
      /** Whether its passkeys are in the list. */
      readonly open: boolean
    }
  | { readonly type: 'passkey'; readonly passkey: PasskeySummary }
  | { readonly type: 'hidden'; readonly count: number; readonly open: boolean }

export interface ListOptions extends Pick<PasskeyListSettings, 'sort' | 'filters' | 'profile'> {
  readonly search: string
  readonly hiddenOpen: boolean
  /** The RP IDs whose passkeys are folded away. A search and a filter look into them, too. */
  readonly closed: ReadonlySet<string>
}

/**
 * By site: groups in the order of their names. Otherwise one list of all.
 *
 * @param ordered as `inOrder` of the same sort gives them.
 */
export function listItems(ordered: readonly PasskeySummary[], options: ListOptions): ListItem[] {
  const { search, sort, closed } = options
  const isNarrowed = isFiltering(options) || search.trim() !== ''
  const isFit = passkeyFilter(options)
  const isFound = searcher(search)
  const found = ordered.filter((passkey) => isFit(passkey) && isFound(passkey))
  const visible = found.filter(({ hidden }) => hidden === null)
  const items =
    sort === 'site'
      ? groups(visible).flatMap((group) => grouped(group, isNarrowed ? new Set() : closed))
      : visible.map(passkeyItem)
  return [...items, ...hiddenItems(found, options)]
}

function grouped(group: readonly PasskeySummary[], closed: ReadonlySet<string>): ListItem[] {
  const rpId = group[0]?.rpId ?? ''
  const open = !closed.has(rpId)
  const rpName = agreedName(group)
  const heading: ListItem = { type: 'group', rpId, rpName, count: group.length, open }
  return open ? [heading, ...group.map(passkeyItem)] : [heading]
}

function hiddenItems(found: readonly PasskeySummary[], options: ListOptions): ListItem[] {
  const hidden = found.filter((passkey) => passkey.hidden !== null)
  if (hidden.length === 0) return []
  const open = options.hiddenOpen || options.filters.includes('hidden')
  return [{ type: 'hidden', count: hidden.length, open }, ...(open ? hidden.map(passkeyItem) : [])]
}

/** The ids of the passkeys among `items`, in their order. */
export function passkeyIds(items: readonly ListItem[]): string[] {
  return items.flatMap((item) => (item.type === 'passkey' ? [item.passkey.id] : []))
}

/** How many passkeys the list is about, with those that are folded away. */
export function passkeyCount(items: readonly ListItem[]): number {
  let count = 0
  for (const item of items) {
    if (item.type === 'passkey') count++
    else if (!item.open) count += item.count
  }
  return count
}

/** Stable, and unique among the items of one list. */
export function itemKey(item: ListItem): string {
  if (item.type === 'passkey') return item.passkey.id
  return item.type === 'group' ? groupKey(item.rpId) : 'hidden passkeys'
}

/** The {@link itemKey} of a passkey. Its id has no space, and every other key has one. */
export function passkeyKey(id: string): string {
  return id
}

/** The {@link itemKey} of a relying party's heading. */
export function groupKey(rpId: string): string {
  return `group ${rpId}`
}

function groups(visible: readonly PasskeySummary[]): (readonly PasskeySummary[])[] {
  const byRp = new Map<string, PasskeySummary[]>()
  for (const passkey of visible) {
    const group = byRp.get(passkey.rpId)
    if (group === undefined) byRp.set(passkey.rpId, [passkey])
    else group.push(passkey)
  }
  const named = Array.from(byRp.values(), (group) => [sortName(group), group] as const)
  const places = placesOf(named.map(([name]) => name))
  return named
    .sort(([a], [b]) => (places.get(a) ?? 0) - (places.get(b) ?? 0))
    .map(([, group]) => group)
}

/** The names of the last long list, by their places. */
let knownPlaces: ReadonlyMap<string, number> = new Map()

/** Names are compared once: a search, which needs them with each key, finds some of the groups of the list before. */
function placesOf(names: readonly string[]): ReadonlyMap<string, number> {
  if (!names.every((name) => knownPlaces.has(name)))
    knownPlaces = new Map(names.toSorted(collator.compare).map((name, place) => [name, place]))
  return knownPlaces
}

function sortName(group: readonly PasskeySummary[]): string {
  return `${agreedName(group).slice(0, SEARCHED_LENGTH)} ${group[0]?.rpId ?? ''}`
}

/** A page's name for the relying party must not stand above the passkeys of another page. */
function agreedName([first, ...others]: readonly PasskeySummary[]): string {
  const rpName = first?.rpName ?? ''
  return others.every((other) => other.rpName === rpName) ? rpName : ''
}

function passkeyItem(passkey: PasskeySummary): ListItem {
  return { type: 'passkey', passkey }
}
