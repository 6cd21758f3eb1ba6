/** One step of a relying party, and its result for an answer. */

/**
 * `only-server-knows`: depends on what the relying party stores, which was not given. `does-not-apply`: the ceremony does not
 * have what the step is about.
 */
export type Outcome = 'ok' | 'wrong' | 'only-server-knows' | 'does-not-apply'

export interface CheckStep {
  /** Such as `§7.1 step 8`. */
  readonly section: string
  /** What a relying party does in this step, in one sentence. */
  readonly title: string
  readonly outcome: Outcome
  /** The reason for the outcome; for `only-server-knows`, what to compare. */
  readonly why: string
  readonly compared: readonly Compared[]
  /** The checks that a step consists of. */
  readonly parts: readonly CheckStep[]
}

/** A value of the answer, and the expected value. */
export interface Compared {
  readonly name: string
  readonly got: string
  /** null when unknown. */
  readonly expected: string | null
}

/** The result of judging a step. */
export interface Judgement {
  readonly outcome: Outcome
  readonly why: string
  readonly compared?: readonly Compared[]
  readonly parts?: readonly CheckStep[]
}

export function ok(why = '', compared: readonly Compared[] = []): Judgement {
  return { outcome: 'ok', why, compared }
}

export function wrong(why: string, compared: readonly Compared[] = []): Judgement {
  return { outcome: 'wrong', why, compared }
}

/** @param compare what the server must compare. */
export function onlyServerKnows(compare: string, compared: readonly Compared[] = []): Judgement {
  return { outcome: 'only-server-knows', why: compare, compared }
}

export function doesNotApply(why: string): Judgement {
  return { outcome: 'does-not-apply', why }
}

/** `ok` when a value equals the expected one. */
export function compared(name: string, got: string, expected: string, why: string): Judgement {
  const values = [{ name, got, expected }]
  return got === expected ? ok('', values) : wrong(why, values)
}

/** The worst of several checks: wrong, then what only the server knows. */
export function summary(parts: readonly CheckStep[], none: string): Judgement {
  const failed = parts.filter(({ outcome }) => outcome === 'wrong')
  if (failed.length > 0)
    return { outcome: 'wrong', why: failed.map(({ why }) => why).join('; '), parts }
  const open = parts.find(({ outcome }) => outcome === 'only-server-knows')
  if (open) return { outcome: 'only-server-knows', why: open.why, parts }
  if (parts.some(({ outcome }) => outcome === 'ok')) return { outcome: 'ok', why: '', parts }
  return { outcome: 'does-not-apply', why: none, parts }
}

export function step(
  section: string,
  title: string,
  { outcome, why, compared: values = [], parts = [] }: Judgement,
): CheckStep {
  return { section, title, outcome, why, compared: values, parts }
}
