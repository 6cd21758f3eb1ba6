/** The filter and the search of the record. */
import type { ActivityEntry, PasskeyChange } from '../../shared/activity'
import type { Names } from '../../shared/passkey'
import { activityTitle } from './describe-activity'
import type { Search } from './search-steps'
import { searchable, SearchedTexts, searchWords } from './search-text'
import { signalMethods } from './signal-methods'

export type ActivityFilter =
  'all' | 'ceremonies' | 'signals' | 'pairings' | 'refusals' | 'yours' | 'vault'

/** Actions of the user without a page, in the window or by a command. */
const YOURS: readonly ActivityEntry['kind'][] = ['edit', 'destroy', 'import', 'export']

const OF_FILTER: Readonly<Record<ActivityFilter, (entry: ActivityEntry) => boolean>> = {
  all: () => true,
  ceremonies: ({ kind }) => kind === 'create' || kind === 'get',
  signals: ({ kind }) => kind === 'signal' || kind === 'undo',
  pairings: ({ kind }) => kind === 'pairing',
  refusals: ({ kind, outcome }) => outcome === 'refused' && kind !== 'damage',
  yours: ({ kind }) => YOURS.includes(kind),
  vault: ({ kind }) => kind === 'damage' || kind === 'rescue' || kind === 'device',
}

/** Only the first passkeys of a signal are searched. */
const PASSKEYS_SEARCHED = 20

/** @param page the origin of the entries; null: entries of all pages, and entries without a page. */
export function activityFilter(
  filter: ActivityFilter,
  page: string | null = null,
): (entry: ActivityEntry) => boolean {
  const isOfFilter = OF_FILTER[filter]
  return (entry) => isOfFilter(entry) && (page === null || entry.origin === page)
}

/** Every word of the search must occur in the texts that the window shows for an entry. */
export class ActivitySearch implements Search<ActivitySearch> {
  readonly #words: readonly string[]

  constructor(search: string) {
    this.#words = searchWords(search)
  }

  matches(entry: ActivityEntry): boolean {
    if (this.#words.length === 0) return true
    const text = searchedTexts.of(entry)
    return this.#words.every((word) => text.includes(word))
  }

  narrows(before: ActivitySearch): boolean {
    return before.#words.every((old) => this.#words.some((word) => word.includes(old)))
  }
}

/** The pages that the entries are about, in the order of their names. */
export function pagesOf(entries: readonly ActivityEntry[]): readonly string[] {
  const origins = new Set(entries.map(({ origin }) => origin))
  return [...origins].filter((origin) => origin !== null).toSorted()
}

/** Prepares the text that a search looks at. Otherwise, the first search would do this. */
export function prepareSearch(entry: ActivityEntry): void {
  searchedTexts.of(entry)
}

/** Frees what {@link prepareSearch} and searches keep. */
export function forgetSearch(): void {
  searchedTexts.forget()
}

const searchedTexts = new SearchedTexts(searchedText)

function searchedText(entry: ActivityEntry): string {
  const method = signalMethods.find(({ kind }) => kind === entry.signal)?.method
  const texts = [activityTitle(entry), method, entry.origin, entry.rpId, entry.error, entry.reason]
  const changes = entry.changes.slice(0, PASSKEYS_SEARCHED).flatMap(namesOfChange)
  const left = entry.left.slice(0, PASSKEYS_SEARCHED)
  const names = [entry.names, ...changes, ...left.map((one) => one.names)]
  return searchable([
    ...texts.filter((one) => one != null),
    ...names.filter((one) => one !== null).flatMap(bothNames),
    ...left.map(({ because }) => because),
    ...[entry.passkeyId ?? '', ...entry.changes.map(({ passkeyId }) => passkeyId)].slice(
      0,
      PASSKEYS_SEARCHED,
    ),
  ])
}

function namesOfChange(change: PasskeyChange): Names[] {
  return change.what === 'renamed' ? [change.before, change.after] : [change.names]
}

function bothNames({ userDisplayName, userName }: Names): string[] {
  return [userDisplayName, userName]
}
