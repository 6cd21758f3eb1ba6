/** The passkeys as the list shows them: filtered, searched, grouped by relying party or flat, the hidden ones last. */
import type { PasskeySummary } from '../../shared/passkey'
import type { PasskeyListSettings } from '../../shared/passkey-list'
import { collator, type PasskeyOrder } from './passkey-order'
import { SEARCHED_LENGTH } from './search-text'

export type ListItem =
  | {
      readonly type: 'group'
      readonly rpId: string
      /** Empty if the passkeys have different names for the relying party. */
      readonly rpName: string
      readonly count: number
      /** Whether its passkeys are in the list. */
      readonly open: boolean
    }
  | PasskeyItem
  | { readonly type: 'hidden'; readonly count: number; readonly open: boolean }

export interface PasskeyItem {
  readonly type: 'passkey'
  readonly passkey: PasskeySummary
}

export interface ListOptions extends PasskeyOrder, Pick<PasskeyListSettings, 'filters'> {
  readonly hiddenOpen: boolean
  /** The RP IDs whose passkeys are folded away. */
  readonly closed: ReadonlySet<string>
}

/**
 * All passkeys in the order of the list: by site, the groups in the order of their names, and the hidden ones last. They are
 * sorted once, and not on each key of a search.
 *
 * @param ordered as `inOrder` of the same order gives them.
 */
export function passkeyItems(
  ordered: readonly PasskeySummary[],
  { sort, reversed }: PasskeyOrder,
): PasskeyItem[] {
  const items = ordered.map((passkey): PasskeyItem => ({ type: 'passkey', passkey }))
  const visible = items.filter(isVisible)
  const hidden = items.filter((item) => !isVisible(item))
  return [...(sort === 'site' ? groupsOf(bySite(visible), reversed).flat() : visible), ...hidden]
}

/**
 * The rows of the list, with headings for the groups by site and for the hidden passkeys.
 *
 * @param found some of the `passkeyItems` of the same order.
 */
export function listItems(found: readonly PasskeyItem[], options: ListOptions): ListItem[] {
  const firstHidden = found.findIndex((item) => !isVisible(item))
  const end = firstHidden === -1 ? found.length : firstHidden
  const visible = found.slice(0, end)
  const items: ListItem[] = options.sort === 'site' ? grouped(visible, options) : visible
  if (end === found.length) return items
  const open = options.hiddenOpen || options.filters.includes('hidden')
  items.push({ type: 'hidden', count: found.length - end, open })
  return open ? items.concat(found.slice(end)) : items
}

function grouped(
  visible: readonly PasskeyItem[],
  { closed, reversed }: Pick<ListOptions, 'closed' | 'reversed'>,
): ListItem[] {
  const items: ListItem[] = []
  for (const group of groupsOf(visible, reversed)) {
    const rpId = rpIdOf(group)
    const open = !closed.has(rpId)
    items.push({ type: 'group', rpId, rpName: agreedName(group), count: group.length, open })
    if (open) for (const item of group) items.push(item)
  }
  return items
}

function isVisible({ passkey }: PasskeyItem): boolean {
  return passkey.hidden === null
}

/** The ids of the passkeys among `items`, in their order. */
export function passkeyIds(items: readonly ListItem[]): string[] {
  return items.flatMap((item) => (item.type === 'passkey' ? [item.passkey.id] : []))
}

/** How many passkeys the list has, including those that are folded away. */
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

/** Puts the passkeys of each site beside each other. */
function bySite(visible: readonly PasskeyItem[]): readonly PasskeyItem[] {
  const byRp = new Map<string, PasskeyItem[]>()
  for (const item of visible) {
    const group = byRp.get(item.passkey.rpId)
    if (group === undefined) byRp.set(item.passkey.rpId, [item])
    else group.push(item)
  }
  return [...byRp.values()].flat()
}

/**
 * The groups in the order of their names. A search can change the name of a group, because the remaining passkeys may agree
 * on a name on which all passkeys do not.
 *
 * @param visible with the passkeys of a site beside each other.
 */
function groupsOf(
  visible: readonly PasskeyItem[],
  reversed: boolean,
): readonly (readonly PasskeyItem[])[] {
  const groups: PasskeyItem[][] = []
  let last: PasskeyItem[] = []
  for (const item of visible) {
    if (last.length > 0 && rpIdOf(last) === item.passkey.rpId) last.push(item)
    else groups.push((last = [item]))
  }
  const named = groups.map((group) => [sortName(group), group] as const)
  const places = placesOf(named.map(([name]) => name))
  const sign = reversed ? -1 : 1
  return named
    .sort(([a], [b]) => sign * ((places.get(a) ?? 0) - (places.get(b) ?? 0)))
    .map(([, group]) => group)
}

/** The place of each name of the last long list. */
let knownPlaces: ReadonlyMap<string, number> = new Map()

/** Compares names only once: a search needs the order on each key, and finds only groups that the list before had. */
function placesOf(names: readonly string[]): ReadonlyMap<string, number> {
  if (!names.every((name) => knownPlaces.has(name)))
    knownPlaces = new Map(names.toSorted(collator.compare).map((name, place) => [name, place]))
  return knownPlaces
}

function sortName(group: readonly PasskeyItem[]): string {
  return `${agreedName(group).slice(0, SEARCHED_LENGTH)} ${rpIdOf(group)}`
}

function rpIdOf(group: readonly PasskeyItem[]): string {
  return group[0]?.passkey.rpId ?? ''
}

/**
 * The name on which all passkeys agree; else empty. A page's name for the relying party must not be the heading of another
 * page's passkeys.
 */
function agreedName(group: readonly PasskeyItem[]): string {
  const rpName = group[0]?.passkey.rpName ?? ''
  return group.every(({ passkey }) => passkey.rpName === rpName) ? rpName : ''
}
