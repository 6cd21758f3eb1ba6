/** The passkeys as the list shows them: grouped by relying party, searched, the hidden ones last. */
import type { PasskeySummary } from '../../shared/passkey'
import { SEARCHED_LENGTH, searchable, searchWords } from './search-text'

export type ListItem =
  | {
      readonly type: 'group'
      readonly rpId: string
      /** Empty when the passkeys have different names for the relying party. */
      readonly rpName: string
      readonly count: number
    }
  | { readonly type: 'passkey'; readonly passkey: PasskeySummary }
  | { readonly type: 'hidden'; readonly count: number }

export interface ListOptions {
  readonly search: string
  readonly hiddenOpen: boolean
}

const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true })

/**
 * Groups in the order of their names. In a group the newest passkey is first, so a rename or sign-in moves no row.
 *
 * @param passkeys oldest first.
 */
export function listItems(passkeys: readonly PasskeySummary[], options: ListOptions): ListItem[] {
  // Reversed, so that of passkeys with the same time, as after an import, the last one comes first.
  const found = passkeys.filter(searcher(options.search)).reverse().sort(newestFirst)
  const hidden = found.filter((passkey) => passkey.hidden !== null)
  const items: ListItem[] = []
  for (const group of groups(found)) {
    items.push(groupItem(group))
    for (const passkey of group) items.push(passkeyItem(passkey))
  }
  if (hidden.length === 0) return items
  const header: ListItem = { type: 'hidden', count: hidden.length }
  return [...items, header, ...(options.hiddenOpen ? hidden.map(passkeyItem) : [])]
}

/** The ids of the passkeys among `items`, in their order. */
export function passkeyIds(items: readonly ListItem[]): string[] {
  return items.flatMap((item) => (item.type === 'passkey' ? [item.passkey.id] : []))
}

/** Stable, and unique among the items of one list. */
export function itemKey(item: ListItem): string {
  if (item.type === 'passkey') return passkeyKey(item.passkey.id)
  return item.type === 'group' ? `group ${item.rpId}` : 'hidden'
}

/** The {@link itemKey} of a passkey. */
export function passkeyKey(id: string): string {
  return `passkey ${id}`
}

/** Every word of the search must occur somewhere in the names, the relying party, or the provider that made the passkey. */
export function searcher(search: string): (passkey: PasskeySummary) => boolean {
  const words = searchWords(search)
  return words.length === 0
    ? () => true
    : (passkey) => words.every((word) => searchedText(passkey).includes(word))
}

/** A changed passkey is a new object, so its text is computed again, and only its text. */
const searchedTexts = new WeakMap<PasskeySummary, string>()

function searchedText(passkey: PasskeySummary): string {
  const known = searchedTexts.get(passkey)
  if (known !== undefined) return known
  const { userDisplayName, userName, rpName, rpId, profile } = passkey
  const madeAs = profile === null ? [] : [profile.title, profile.id]
  const text = searchable([userDisplayName, userName, rpName, rpId, ...madeAs])
  searchedTexts.set(passkey, text)
  return text
}

function groups(found: readonly PasskeySummary[]): (readonly PasskeySummary[])[] {
  const byRp = new Map<string, PasskeySummary[]>()
  for (const passkey of found) {
    if (passkey.hidden !== null) continue
    const group = byRp.get(passkey.rpId)
    if (group === undefined) byRp.set(passkey.rpId, [passkey])
    else group.push(passkey)
  }
  return [...byRp.values()].sort((a, b) => collator.compare(sortName(a), sortName(b)))
}

function sortName(group: readonly PasskeySummary[]): string {
  return `${agreedName(group).slice(0, SEARCHED_LENGTH)} ${group[0]?.rpId ?? ''}`
}

function groupItem(group: readonly PasskeySummary[]): ListItem {
  const rpId = group[0]?.rpId ?? ''
  return { type: 'group', rpId, rpName: agreedName(group), count: group.length }
}

/** A page's name for the relying party must not stand above the passkeys of another page. */
function agreedName([first, ...others]: readonly PasskeySummary[]): string {
  const rpName = first?.rpName ?? ''
  return others.every((other) => other.rpName === rpName) ? rpName : ''
}

function passkeyItem(passkey: PasskeySummary): ListItem {
  return { type: 'passkey', passkey }
}

function newestFirst(a: PasskeySummary, b: PasskeySummary): number {
  return b.createdAt - a.createdAt
}
