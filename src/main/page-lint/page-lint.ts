import { credentialOf } from '../../inspect/lint/recorded-calls'
import type { CeremonyCall, SignalCall } from '../../inspect/lint/page-call'
import { PageHistories } from '../../inspect/lint/page-histories'
import { rpIdOfChange } from '../../inspect/lint/read-call'
import type { ActivityReport } from '../../shared/activity'
import {
  bySeverity,
  type CountedFinding,
  type LintFinding,
  type PageFinding,
} from '../../shared/lint-finding'
import type { Ceremony, CeremonyEnd, GivenSignal } from '../webauthn/client/ports'
import { PasskeysForLint, type PasskeysInReach, type PasskeysOfSite } from './passkeys-for-lint'

/** The maximum number of findings that are kept and reported. */
const MOST_FINDINGS = 1000
/** The maximum per page, so that a page that invents members does not use up the room of others. */
const MOST_OF_PAGE = 250
/** The calls of so many pages are counted. */
const MOST_PAGES = 256
/** Of so many calls, the findings are known by the id of the call's entry. */
const MOST_ENTRIES = 256

/** The call being linted, with the id of its entry. */
interface About {
  readonly call: Pick<PageFinding, 'origin' | 'call' | 'signal' | 'ceremonyId'>
  readonly entryId: string
}

/** A stored finding. */
type Found = CountedFinding & Pick<PageFinding, 'ceremonyId'>

/** Lints the calls of pages. Each method that takes a call returns the new findings. */
export class PageLint {
  readonly #passkeys: PasskeysForLint
  #pages: PageHistories
  readonly #now: () => number
  readonly #failed: (error: unknown) => void
  readonly #apart: 'value' | 'member'
  /** By origin. */
  readonly #calls = new Map<string, number>()
  /** By rule, page and member, or also by value. */
  readonly #found = new Map<string, Found>()
  /** By the id of the call's entry, oldest first. */
  readonly #byEntry = new Map<string, readonly LintFinding[]>()
  #judged = 0

  /**
   * @param reach has the passkeys that the pages can reach.
   * @param failed called with an error of a rule. The page's call continues without the lint.
   * @param apart what distinguishes two findings of one rule and page. A test needs a finding for each value. A person reads a
   *   list, which one page must not fill, so there a member with another value is the same finding, with the newest value.
   */
  constructor(
    reach: PasskeysInReach,
    now: () => number,
    failed: (error: unknown) => void,
    apart: 'value' | 'member' = 'value',
  ) {
    this.#apart = apart
    this.#failed = failed
    this.#passkeys = new PasskeysForLint(reach)
    this.#pages = new PageHistories(this.#passkeys)
    this.#now = now
  }

  /** How many ceremonies and signals were linted, also those without a finding. */
  get judged(): number {
    return this.#judged
  }

  /** Each finding once, oldest first. */
  list(): readonly PageFinding[] {
    return Array.from(
      this.#found.values(),
      ({ at: _at, times: _times, entryId: _entryId, ...finding }) => finding,
    )
  }

  /** Like {@link list}, with the count and the last time of each finding. */
  counted(): readonly CountedFinding[] {
    return Array.from(this.#found.values(), ({ ceremonyId: _ceremonyId, ...finding }) => finding)
  }

  /** How many calls of each page were linted, by the page's origin. */
  calls(): ReadonlyMap<string, number> {
    return this.#calls
  }

  /** Every finding about one ceremony or signal, by the id of its entry; the worst first. */
  of(entryId: string): readonly LintFinding[] {
    return this.#byEntry.get(entryId) ?? []
  }

  /** Forgets every call and every finding. */
  clear(): void {
    this.#pages = new PageHistories(this.#passkeys)
    this.#calls.clear()
    this.#found.clear()
    this.#byEntry.clear()
    this.#judged = 0
  }

  /**
   * Adds a call from before the start, older than every call so far. Does not lint it again, because its findings were reported
   * then.
   */
  recall(entryId: string, call: CeremonyCall): void {
    this.#pages.recall(entryId, call)
  }

  /**
   * The passkeys that a registration or a signal sees now, for a later {@link started} or {@link signalled}: the call soon
   * changes them. undefined for a sign-in, which changes none.
   */
  passkeysFor({ kind, ...call }: Ceremony | GivenSignal): PasskeysOfSite | undefined {
    if (kind === 'get') return undefined
    try {
      return this.#passkeys.ofSite(rpIdOfChange(kind, call) ?? '')
    } catch {
      // The lint fails in the same way later, and reports it then.
      return undefined
    }
  }

  /** @param before the passkeys of the site when the ceremony began; by default the current ones. */
  started(ceremony: Ceremony, before?: PasskeysOfSite): readonly PageFinding[] {
    this.#judged += 1
    const call = this.#callOf(ceremony, { outcome: 'pending', error: null, credential: null })
    this.#countCall(ceremony.origin)
    return this.#new(aboutCeremony(ceremony), () => this.#asked(ceremony.id, call, before))
  }

  /** @param report null for an offer that the page cancelled. */
  finished(
    ceremony: Ceremony,
    report: ActivityReport | null,
    { response }: CeremonyEnd,
  ): readonly PageFinding[] {
    const call = this.#callOf(ceremony, {
      outcome: response ? 'done' : 'refused',
      error: report?.error ?? null,
      credential: response && credentialOf(ceremony.kind, response),
    })
    return this.#new(aboutCeremony(ceremony), () => this.#pages.ended(ceremony.id, call))
  }

  /** @param before the passkeys of the site when the page signalled; by default the current ones. */
  signalled(signal: GivenSignal, before?: PasskeysOfSite): readonly PageFinding[] {
    this.#judged += 1
    const call = this.#signalOf(signal, { outcome: 'pending', error: null })
    this.#countCall(signal.origin)
    return this.#new(aboutSignal(signal), () => this.#asked(signal.id, call, before))
  }

  signalChecked(signal: GivenSignal, error: string | null): readonly PageFinding[] {
    const call = this.#signalOf(signal, { outcome: error === null ? 'done' : 'refused', error })
    return this.#new(aboutSignal(signal), () => this.#pages.ended(signal.id, call))
  }

  #asked(
    id: string,
    call: CeremonyCall | SignalCall,
    before: PasskeysOfSite | undefined,
  ): readonly LintFinding[] {
    const lint = () => this.#pages.asked(id, call)
    return before ? this.#passkeys.asOf(before, lint) : lint()
  }

  #countCall(origin: string): void {
    const before = this.#calls.get(origin) ?? 0
    if (before > 0 || this.#calls.size < MOST_PAGES) this.#calls.set(origin, before + 1)
  }

  #callOf(
    { kind, origin, mediation, hasSignal, options }: Ceremony,
    end: Pick<CeremonyCall, 'outcome' | 'error' | 'credential'>,
  ): CeremonyCall {
    const given = { mediation: mediation ?? null, options, hasSignal: hasSignal ?? null }
    return { kind, origin, ...given, at: this.#now(), ...end }
  }

  #signalOf(
    { kind, origin, options }: GivenSignal,
    end: Pick<SignalCall, 'outcome' | 'error'>,
  ): SignalCall {
    return { kind: 'signal', signal: kind, origin, options, at: this.#now(), ...end }
  }

  #new(about: About, lint: () => readonly LintFinding[]): readonly PageFinding[] {
    const findings = this.#run(lint)
    this.#remember(about.entryId, findings)
    return findings.flatMap((finding) =>
      this.#count(about, finding) ? { ...finding, ...about.call } : [],
    )
  }

  #run(lint: () => readonly LintFinding[]): readonly LintFinding[] {
    try {
      return lint()
    } catch (error) {
      this.#failed(error)
      return []
    }
  }

  /** @returns whether the finding is new. */
  #count(about: About, finding: LintFinding): boolean {
    const { rule, path, value } = finding
    const apart = this.#apart === 'value' ? [value] : []
    const { origin } = about.call
    const key = JSON.stringify([rule, origin, path, ...apart])
    const before = this.#found.get(key)
    if (!before && !this.#hasRoomFor(origin)) return false
    const { entryId } = about
    const counted = { entryId, at: this.#now(), times: (before?.times ?? 0) + 1 }
    this.#found.set(key, { ...about.call, ...before, ...finding, ...counted })
    return !before
  }

  #hasRoomFor(origin: string): boolean {
    if (this.#found.size >= MOST_FINDINGS) return false
    if (this.#apart === 'value') return true
    const ofPage = this.counted().filter((finding) => finding.origin === origin)
    return ofPage.length < MOST_OF_PAGE
  }

  #remember(entryId: string, findings: readonly LintFinding[]): void {
    if (findings.length === 0) return
    this.#byEntry.set(entryId, bySeverity([...this.of(entryId), ...findings]))
    const [oldest] = this.#byEntry.keys()
    if (this.#byEntry.size > MOST_ENTRIES && oldest !== undefined) this.#byEntry.delete(oldest)
  }
}

function aboutCeremony({ id, kind, origin }: Ceremony): About {
  return { call: { origin, call: kind, signal: null, ceremonyId: id }, entryId: id }
}

function aboutSignal({ id, kind, origin }: GivenSignal): About {
  return { call: { origin, call: 'signal', signal: kind, ceremonyId: null }, entryId: id }
}
