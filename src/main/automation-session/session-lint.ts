import { credentialOf } from '../../inspect/lint/recorded-calls'
import type { CeremonyCall, SignalCall } from '../../inspect/lint/page-call'
import { PageHistories } from '../../inspect/lint/page-histories'
import type { ActivityReport } from '../../shared/activity'
import type { LintFinding, PageFinding } from '../../shared/lint-finding'
import type { SessionFindings } from '../automation/ports'
import type { Ceremony, CeremonyEnd, GivenSignal } from '../webauthn/client/ports'
import { PasskeysForLint } from './passkeys-for-lint'

/** A session keeps no more findings, and tells of no more. */
const MOST_FINDINGS = 1000

type About = Pick<PageFinding, 'origin' | 'call' | 'signal' | 'ceremonyId'>

/** Lints the pages of one session. Each method returns the findings that are new. */
export class SessionLint implements SessionFindings {
  readonly #pages: PageHistories
  readonly #now: () => number
  /** By rule, page and value. */
  readonly #found = new Map<string, PageFinding>()

  /** @param reach has the passkeys that the session's pages can reach. */
  constructor(reach: ConstructorParameters<typeof PasskeysForLint>[0], now: () => number) {
    this.#pages = new PageHistories(new PasskeysForLint(reach))
    this.#now = now
  }

  list(): readonly PageFinding[] {
    return [...this.#found.values()]
  }

  started(ceremony: Ceremony): readonly PageFinding[] {
    const call = this.#callOf(ceremony, { outcome: 'pending', error: null, credential: null })
    return this.#new(aboutCeremony(ceremony), this.#pages.asked(ceremony.id, call))
  }

  /** @param report null for an offer that the page withdrew. */
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
    return this.#new(aboutCeremony(ceremony), this.#pages.ended(ceremony.id, call))
  }

  signalled(signal: GivenSignal): readonly PageFinding[] {
    const call = this.#signalOf(signal, { outcome: 'pending', error: null })
    return this.#new(aboutSignal(signal), this.#pages.asked(signal.id, call))
  }

  signalChecked(signal: GivenSignal, error: string | null): readonly PageFinding[] {
    const call = this.#signalOf(signal, { outcome: error === null ? 'done' : 'refused', error })
    return this.#new(aboutSignal(signal), this.#pages.ended(signal.id, call))
  }

  #callOf(
    { kind, origin, mediation, options }: Ceremony,
    end: Pick<CeremonyCall, 'outcome' | 'error' | 'credential'>,
  ): CeremonyCall {
    const given = { mediation: mediation ?? null, options, hasSignal: null }
    return { kind, origin, ...given, at: this.#now(), ...end }
  }

  #signalOf(
    { kind, origin, options }: GivenSignal,
    end: Pick<SignalCall, 'outcome' | 'error'>,
  ): SignalCall {
    return { kind: 'signal', signal: kind, origin, options, at: this.#now(), ...end }
  }

  #new(about: About, findings: readonly LintFinding[]): readonly PageFinding[] {
    return findings.flatMap((finding) => {
      const key = JSON.stringify([finding.rule, about.origin, finding.path, finding.value])
      if (this.#found.has(key) || this.#found.size >= MOST_FINDINGS) return []
      const found = { ...finding, ...about }
      this.#found.set(key, found)
      return [found]
    })
  }
}

function aboutCeremony({ id, kind, origin }: Ceremony): About {
  return { origin, call: kind, signal: null, ceremonyId: id }
}

function aboutSignal({ kind, origin }: GivenSignal): About {
  return { origin, call: 'signal', signal: kind, ceremonyId: null }
}
