/** The lint's findings about a page's use of WebAuthn (docs/lint.md). */
import * as v from 'valibot'
import { signalKinds, type SignalKind } from './activity'

/**
 * `error`: the call fails, or is not safe. `warning`: some users cannot do what they want. `hint`: it may be intended, but
 * often is not.
 */
export const lintSeverities = ['error', 'warning', 'hint'] as const

export type LintSeverity = (typeof lintSeverities)[number]

export const lintFindingSchema = v.strictObject({
  /** The rule's id, such as `challenge-short`. */
  rule: v.string(),
  severity: v.picklist(lintSeverities),
  /** One sentence: what the page did. */
  title: v.string(),
  /** The section of the specification about it, such as `WebAuthn §13.4.3`. */
  section: v.string(),
  /** The consequence. */
  why: v.string(),
  /** What to write instead. */
  instead: v.string(),
  /** The path of the member, such as `publicKey.challenge`. */
  path: v.string(),
  /** The shortened value. Never a secret: challenges are cut. */
  value: v.string(),
})

/** One finding about one call of a page. */
export type LintFinding = Readonly<v.InferOutput<typeof lintFindingSchema>>

/** A finding, with the call of the page. */
export interface PageFinding extends LintFinding {
  /** The page, as its browser states it. */
  readonly origin: string
  readonly call: 'create' | 'get' | 'signal'
  /** null unless the call is a signal. */
  readonly signal: SignalKind | null
  /** The id of all events of the ceremony and of its entry; null for a signal. For the first call with the finding. */
  readonly ceremonyId: string | null
}

export const countedFindingSchema = v.strictObject({
  ...lintFindingSchema.entries,
  origin: v.string(),
  call: v.picklist(['create', 'get', 'signal']),
  signal: v.nullable(v.picklist(signalKinds)),
  /** The id of the entry of the last call with the finding. */
  entryId: v.string(),
  /** When it was found last, in milliseconds since the Unix epoch. */
  at: v.number(),
  /** How many calls had it. */
  times: v.number(),
})

/** A finding of the lint in the calls of a page, with its count. Its value is from the last call. */
export type CountedFinding = Readonly<v.InferOutput<typeof countedFindingSchema>>

/** The worst first. Keeps the order within a severity. */
export function bySeverity<T extends Pick<LintFinding, 'severity'>>(
  findings: readonly T[],
): readonly T[] {
  return lintSeverities.flatMap((severity) => findings.filter((one) => one.severity === severity))
}

/** The findings with at least this severity. */
export function findingsFrom<T extends Pick<LintFinding, 'severity'>>(
  least: LintSeverity | 'none',
  findings: readonly T[],
): readonly T[] {
  if (least === 'none') return []
  const counted = lintSeverities.slice(0, lintSeverities.indexOf(least) + 1)
  return findings.filter(({ severity }) => counted.includes(severity))
}
