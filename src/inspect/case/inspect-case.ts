/** Decodes a case, checks it as a relying party would, and lints it. */
import type { CaseFile } from '../../shared/case-file'
import { bySeverity, type LintFinding } from '../../shared/lint-finding'
import { checkCeremony } from '../check/check-ceremony'
import type { Given } from '../check/expectations'
import type { CheckStep } from '../check/step'
import { decodeCeremony, type DecodedCeremony } from '../decode/decode-ceremony'
import { PageHistories } from '../lint/page-histories'
import { credentialOf } from '../lint/recorded-calls'
import { isObject } from '../decode/response-members'

export interface InspectedCase {
  /** null when the page got no response. */
  readonly decoded: DecodedCeremony | null
  /** Empty when the page got no response. */
  readonly check: readonly CheckStep[]
  readonly lint: readonly LintFinding[]
}

/** @param given what the user knows beyond the case. It takes precedence over the case. */
export async function inspectCase(one: CaseFile, given: Given = {}): Promise<InspectedCase> {
  const { options, response } = one
  const lint = lintOf(one)
  if (response === null) return { decoded: null, check: [], lint }
  const input = { response, ...(options !== null && { options }) }
  return {
    decoded: await decodeCeremony(input),
    check: withoutReplaced(await checkCeremony(input, { ...knownOf(one), ...given }), one),
    lint,
  }
}

function knownOf({ origin, mediation, at }: CaseFile): Given {
  return {
    ...(origin !== null && { page: origin }),
    ...(at !== null && { now: at }),
    isConditional: mediation === 'conditional',
  }
}

const REPLACED = 'some of the signed bytes were not kept: they were secret, or too large'

/** If signed bytes were replaced, signatures over them cannot be verified. */
function withoutReplaced(
  steps: readonly CheckStep[],
  { withheld }: CaseFile,
): readonly CheckStep[] {
  if (!withheld.some((place) => place.startsWith('response.response.'))) return steps
  return steps.map((step) =>
    step.outcome === 'wrong' && /signature|attestation/i.test(step.title)
      ? { ...step, outcome: 'only-server-knows' as const, why: REPLACED, parts: [] }
      : step,
  )
}

/** The lint's findings in the call alone, plus those from the time of the call, which also used the page's history. */
function lintOf(one: CaseFile): readonly LintFinding[] {
  if (one.withheld.includes('options')) return one.lint
  const { kind, origin, at, outcome, error, mediation, options, response } = one
  const credential = isObject(response) ? credentialOf(kind, response) : null
  const page = new PageHistories()
  const call = {
    ...{ kind, at, error, mediation, options, credential, hasSignal: null },
    outcome,
    origin,
  }
  const found = [...page.asked('', call), ...page.ended('', call)]
  const keys = new Set(found.map(keyOf))
  return bySeverity([...found, ...one.lint.filter((finding) => !keys.has(keyOf(finding)))])
}

function keyOf({ rule, path }: LintFinding): string {
  return `${rule} ${path}`
}
