/** Searches passkeys by the texts that a person sees, and by the ids that a developer finds in the console. */
import { decodeBase64Url, encodeBase64Url, isBase64Url } from '../../shared/base64url'
import type { PasskeySummary } from '../../shared/passkey'
import type { Search } from './search-steps'
import { searchable, SearchedTexts, searchWords } from './search-text'

/** Shorter words would match the beginning of many ids by chance. */
const SHORTEST_ID = 4

type IdField = 'Credential id' | 'User handle'

/** The id that begins with a word of the search. */
export interface IdHit {
  readonly field: IdField
  /** How the user wrote the id. */
  readonly form: 'base64url' | 'hex' | 'text'
  readonly text: string
  /** How many characters of the text the word covers. */
  readonly length: number
}

/** What a word begins with that is exactly the RP ID. Other words find their text in other sites and names, too. */
const RP_ID = 'rpid:'

/** The search that finds the passkeys of these relying parties, and no others. */
export function rpIdSearch(rpIds: readonly string[]): string {
  return rpIds.map((rpId) => RP_ID + rpId).join(' ')
}

/**
 * Every word of the search must occur somewhere in the names, the relying party, the origin or the provider that made the
 * passkey, or be the beginning of its credential id (base64url or hex) or of its user handle (also as text). A word such as
 * `rpid:example.org` must be the RP ID; of several such words one must be.
 */
export class PasskeySearch implements Search<PasskeySearch> {
  readonly #words: readonly SearchedWord[]
  /** undefined: any. */
  readonly #rpIds: ReadonlySet<string> | undefined

  constructor(search: string) {
    const asTyped = typedWords(search)
    const rpIds = rpIdsIn(search)
    this.#rpIds = rpIds.length === 0 ? undefined : new Set(rpIds)
    // Normalization may take words apart; then no word can be an id.
    this.#words = searchWords(asTyped.join(' ')).map((text, index) => ({
      text,
      ids: idPrefixes(asTyped[index] ?? ''),
    }))
  }

  matches(passkey: PasskeySummary): boolean {
    if (this.#rpIds?.has(passkey.rpId.toLowerCase()) === false) return false
    if (this.#words.length === 0) return true
    const searched = searchedTexts.of(passkey)
    return this.#words.every(
      ({ text, ids }) => searched.includes(text) || ids.some(begins(passkey)),
    )
  }

  narrows(before: PasskeySearch): boolean {
    const old = before.#rpIds
    const own = this.#rpIds
    if (old !== undefined && !(own && [...own].every((rpId) => old.has(rpId)))) return false
    return before.#words.every((old) => this.#words.some((word) => isNarrower(word, old)))
  }
}

interface SearchedWord {
  readonly text: string
  /** The ids that may begin with the word. */
  readonly ids: readonly IdPrefix[]
}

/**
 * Whether everything that the word finds was also found by the old word. Not if the word may match an id for which the old
 * word was too short.
 */
function isNarrower(word: SearchedWord, old: SearchedWord): boolean {
  return (
    word.text.includes(old.text) && word.ids.every((id) => old.ids.some((one) => isLonger(id, one)))
  )
}

function isLonger(prefix: IdPrefix, old: IdPrefix): boolean {
  return (
    prefix.form === old.form &&
    prefix.start.startsWith(old.start) &&
    (old.hex === null || prefix.hex?.startsWith(old.hex) === true)
  )
}

/** The id by which the search finds the passkey; undefined if it finds it by names. */
export function idHit(passkey: PasskeySummary, search: string): IdHit | undefined {
  for (const word of typedWords(search)) {
    if (searchedTexts.of(passkey).includes(searchWords(word)[0] ?? '')) continue
    const found = idPrefixes(word).find(begins(passkey))
    if (found !== undefined) return hitOf(passkey, found, word)
  }
  return undefined
}

interface IdPrefix {
  readonly fields: readonly IdField[]
  readonly form: IdHit['form']
  /** The beginning of the id, in base64url. Bits that do not fill a character are only in `hex`. */
  readonly start: string
  /** The same in lower-case hex, if `start` leaves bits out; else null. */
  readonly hex: string | null
}

const BOTH = ['Credential id', 'User handle'] as const

/** The beginnings of ids that the word may stand for. */
function idPrefixes(word: string): IdPrefix[] {
  if (word.length < SHORTEST_ID) return []
  const prefixes: IdPrefix[] = []
  if (/^[\w-]+$/.test(word))
    prefixes.push({ fields: BOTH, form: 'base64url', start: word, hex: null })
  const hex = word.replace(/^0x/i, '').toLowerCase()
  if (/^[0-9a-f]{4,}$/.test(hex)) prefixes.push(bytesPrefix(hex, 'hex', BOTH))
  const text = Array.from(new TextEncoder().encode(word), twoDigits).join('')
  prefixes.push(bytesPrefix(text, 'text', ['User handle']))
  return prefixes
}

/** A base64url character has six bits. Only whole characters can be compared without decoding the id. */
function bytesPrefix(hex: string, form: IdPrefix['form'], fields: IdPrefix['fields']): IdPrefix {
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
  const start = encodeBase64Url(bytes).slice(0, Math.floor((bytes.length * 8) / 6))
  return { fields, form, start, hex }
}

function begins(passkey: PasskeySummary): (prefix: IdPrefix) => boolean {
  return (prefix) => prefix.fields.some((field) => fieldBegins(idOf(passkey, field), prefix))
}

function fieldBegins(id: string, { start, hex }: IdPrefix): boolean {
  return id.startsWith(start) && (hex === null || hexOf(id).startsWith(hex))
}

function hitOf(passkey: PasskeySummary, prefix: IdPrefix, word: string): IdHit | undefined {
  const field = prefix.fields.find((one) => fieldBegins(idOf(passkey, one), prefix))
  if (field === undefined) return undefined
  const id = idOf(passkey, field)
  const { form } = prefix
  if (form === 'base64url') return { field, form, text: id, length: word.length }
  if (form === 'hex')
    return { field, form, text: hexOf(id), length: word.replace(/^0x/i, '').length }
  return { field, form, text: textOf(id), length: word.length }
}

function idOf({ id, userHandle }: PasskeySummary, field: IdField): string {
  return field === 'User handle' ? userHandle : id
}

function hexOf(id: string): string {
  return isBase64Url(id) ? Array.from(decodeBase64Url(id), twoDigits).join('') : ''
}

function textOf(id: string): string {
  return isBase64Url(id) ? new TextDecoder().decode(decodeBase64Url(id)) : ''
}

function twoDigits(byte: number): string {
  return byte.toString(16).padStart(2, '0')
}

function allWords(search: string): string[] {
  return search.split(/\s+/).filter(Boolean)
}

function isRpIdWord(word: string): boolean {
  return word.length > RP_ID.length && word.slice(0, RP_ID.length).toLowerCase() === RP_ID
}

function rpIdsIn(search: string): string[] {
  return allWords(search)
    .filter(isRpIdWord)
    .map((word) => word.slice(RP_ID.length).toLowerCase())
}

/** The words that are not about the RP ID. */
function typedWords(search: string): string[] {
  return allWords(search).filter((word) => !isRpIdWord(word))
}

/** Prepares the text that a search looks at, which the first search would otherwise do. */
export function prepareSearch(passkey: PasskeySummary): void {
  searchedTexts.of(passkey)
}

/** Frees what {@link prepareSearch} and searches keep. */
export function forgetSearch(): void {
  searchedTexts.forget()
}

const searchedTexts = new SearchedTexts<PasskeySummary>(
  ({ userDisplayName, userName, rpName, rpId, origin, profile }) => {
    const madeAs = profile === null ? [] : [profile.title, profile.id]
    return searchable([userDisplayName, userName, rpName, rpId, origin, ...madeAs])
  },
)
