/** What the lint says about a page's use of WebAuthn (docs/lint.md). */
import * as v from 'valibot'
import { signalKinds, type SignalKind } from './activity'

/**
 * `error`: the call fails, or is not safe. `warning`: some users will not be able to do what they want. `hint`: it may be
 * meant so, but it often is not.
 */
export const lintSeverities = ['error', 'warning', 'hint'] as const

export type LintSeverity = (typeof lintSeverities)[number]

export const lintFindingSchema = v.strictObject({
  /** The rule's id, such as `challenge-short`. */
  rule: v.string(),
  severity: v.picklist(lintSeverities),
  /** One sentence: what the page did. */
  title: v.string(),
  /** Where the specification is about it, such as `WebAuthn §13.4.3`. */
  section: v.string(),
  /** What comes of it. */
  why: v.string(),
  /** What to write instead. */
  instead: v.string(),
  /** The member, such as `publicKey.challenge`. */
  path: v.string(),
  /** The value that was seen, shortened. Never a secret: challenges are cut. */
  value: v.string(),
})

/** One finding about one call of a page. */
export type LintFinding = Readonly<v.InferOutput<typeof lintFindingSchema>>

/** A finding, and the call of the page that it is about. */
export interface PageFinding extends LintFinding {
  /** The page, as its browser states it. */
  readonly origin: string
  readonly call: 'create' | 'get' | 'signal'
  /** null unless the call is a signal. */
  readonly signal: SignalKind | null
  /** The id that all events of the ceremony and its entry have; null for a signal. Of the first call that has the finding. */
  readonly ceremonyId: string | null
}

export const countedFindingSchema = v.strictObject({
  ...lintFindingSchema.entries,
  origin: v.string(),
  call: v.picklist(['create', 'get', 'signal']),
  signal: v.nullable(v.picklist(signalKinds)),
  /** The id of the entry of the last call that had it. */
  entryId: v.string(),
  /** When it was found last, in milliseconds since the Unix epoch. */
  at: v.number(),
  /** How many calls had it. */
  times: v.number(),
})

/** What the lint found in the calls of a page, however often. Its value is of the last call that had it. */
export type CountedFinding = Readonly<v.InferOutput<typeof countedFindingSchema>>

/** The worst first; those of one severity stay in their order. */
export function bySeverity<T extends Pick<LintFinding, 'severity'>>(
  findings: readonly T[],
): readonly T[] {
  return lintSeverities.flatMap((severity) => findings.filter((one) => one.severity === severity))
}

/** The findings of this severity and of worse ones. */
export function findingsFrom<T extends Pick<LintFinding, 'severity'>>(
  least: LintSeverity | 'none',
  findings: readonly T[],
): readonly T[] {
  if (least === 'none') return []
  const counted = lintSeverities.slice(0, lintSeverities.indexOf(least) + 1)
  return findings.filter(({ severity }) => counted.includes(severity))
}
