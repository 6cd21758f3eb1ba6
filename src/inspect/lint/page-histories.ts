import type { LintFinding } from '../../shared/lint-finding'
import { lintAsked, lintEnded } from './lint'
import type { PageCall } from './page-call'
import { pastOf, type KnownPasskeys, type PageHistory, type PastCall } from './page-history'
import { PasskeysOfCalls } from './passkeys-of-calls'
import { readCall } from './read-call'

/** Of a page. */
const CALLS_KEPT = 64
/** When there are more, the page that called least lately is forgotten. */
const PAGES_KEPT = 64

/** Follows pages, and lints each of their calls by what they did before. Bounded in memory. */
export class PageHistories {
  readonly #passkeys: KnownPasskeys | null
  /** By origin: the calls by their keys, oldest first. */
  readonly #pages = new Map<string, Map<string, PastCall>>()

  /** @param passkeys those that are kept here; null: only the pages’ calls are known. */
  constructor(passkeys: KnownPasskeys | null = null) {
    this.#passkeys = passkeys
  }

  /**
   * A page calls.
   *
   * @param key names the call, unique among the calls of the page.
   * @returns what its options do wrong.
   */
  asked(key: string, call: PageCall): readonly LintFinding[] {
    const read = readCall(call)
    const page = this.#page(call.origin)
    const findings = lintAsked(read, this.#historyOf(page, key))
    page.set(key, pastOf(read))
    dropOldest(page, CALLS_KEPT)
    return findings
  }

  /**
   * A call of a page has ended.
   *
   * @param key as at {@link asked}.
   * @returns what only the end shows.
   */
  ended(key: string, call: PageCall): readonly LintFinding[] {
    const read = readCall(call)
    const page = this.#page(call.origin)
    if (page.has(key)) page.set(key, pastOf(read))
    return lintEnded(read, this.#historyOf(page, key))
  }

  /**
   * Adds a call of the record, older than every call so far, and judges nothing. Calls of the record come newest first; those
   * that have no room any more are left out.
   *
   * @param key as at {@link asked}.
   */
  recall(key: string, call: PageCall): void {
    const { origin } = call
    const page = this.#pages.get(origin)
    if (page ? page.size >= CALLS_KEPT || page.has(key) : this.#pages.size >= PAGES_KEPT) return
    const later = [...(page ?? [])]
    const all = page ?? new Map<string, PastCall>()
    all.clear()
    all.set(key, pastOf(readCall(call)))
    for (const [other, past] of later) all.set(other, past)
    if (!page) this.#addOldest(origin, all)
  }

  /** The page called less lately than every page so far. */
  #addOldest(origin: string, page: Map<string, PastCall>): void {
    const others = [...this.#pages]
    this.#pages.clear()
    this.#pages.set(origin, page)
    for (const [other, calls] of others) this.#pages.set(other, calls)
  }

  #historyOf(page: ReadonlyMap<string, PastCall>, key: string): PageHistory {
    const earlier = Array.from(page)
      .filter(([other]) => other !== key)
      .map(([, past]) => past)
    return { earlier, passkeys: this.#passkeys ?? new PasskeysOfCalls(earlier) }
  }

  #page(origin: string): Map<string, PastCall> {
    const page = this.#pages.get(origin) ?? new Map<string, PastCall>()
    // Moves the page to the end: it is the one that called last.
    this.#pages.delete(origin)
    this.#pages.set(origin, page)
    dropOldest(this.#pages, PAGES_KEPT)
    return page
  }
}

function dropOldest(entries: Map<string, unknown>, most: number): void {
  const [oldest] = entries.keys()
  if (entries.size > most && oldest !== undefined) entries.delete(oldest)
}
