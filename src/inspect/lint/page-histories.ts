import type { LintFinding } from '../../shared/lint-finding'
import { lintAsked, lintEnded } from './lint'
import type { PageCall } from './page-call'
import { pastOf, type KnownPasskeys, type PageHistory, type PastCall } from './page-history'
import { PasskeysOfCalls } from './passkeys-of-calls'
import { readCall } from './read-call'

/** The maximum per page. */
const CALLS_KEPT = 64
/** The maximum number of pages. Beyond it, the page whose last call is oldest is dropped. */
const PAGES_KEPT = 64

/** Follows pages, and lints each call with the page's history. Bounded in memory. */
export class PageHistories {
  readonly #passkeys: KnownPasskeys | null
  /** By origin, with null for the unknown page: the calls by key, oldest first. */
  readonly #pages = new Map<string | null, Map<string, PastCall>>()

  /** @param passkeys the stored passkeys; null when only the pages’ calls are known. */
  constructor(passkeys: KnownPasskeys | null = null) {
    this.#passkeys = passkeys
  }

  /**
   * Adds a call of a page.
   *
   * @param key names the call, unique among the calls of the page.
   * @returns the findings in its options.
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
   * Ends a call of a page.
   *
   * @param key as in {@link asked}.
   * @returns the findings that need the result.
   */
  ended(key: string, call: PageCall): readonly LintFinding[] {
    const read = readCall(call)
    const page = this.#page(call.origin)
    if (page.has(key)) page.set(key, pastOf(read))
    return lintEnded(read, this.#historyOf(page, key))
  }

  /**
   * Adds a recorded call that is older than every call so far, without judging it. Recorded calls come newest first. Calls
   * beyond the limit are dropped.
   *
   * @param key as in {@link asked}.
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

  /** Adds a page whose last call is older than that of every page so far. */
  #addOldest(origin: string | null, page: Map<string, PastCall>): void {
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

  #page(origin: string | null): Map<string, PastCall> {
    const page = this.#pages.get(origin) ?? new Map<string, PastCall>()
    // Moves the page to the end, because it called last.
    this.#pages.delete(origin)
    this.#pages.set(origin, page)
    dropOldest(this.#pages, PAGES_KEPT)
    return page
  }
}

function dropOldest<Key>(entries: Map<Key, unknown>, most: number): void {
  const [oldest] = entries.keys()
  if (entries.size > most && oldest !== undefined) entries.delete(oldest)
}
