/** What the record keeps of a ceremony: without secrets, and within a size limit. */
import { withholdSecrets } from '../../inspect/withhold/withhold-secrets'
import type { CeremonyDetail, CeremonyTrace } from '../../shared/ceremony-detail'
import { bounded, type Bounds } from './bounded'

/** The maximum size of one detail, as JSON in UTF-8. */
export const MOST_DETAIL_BYTES = 64 * 1024

/** Tried in turn until the detail fits. */
const BOUNDS: readonly Bounds[] = [
  { text: 24_000, entries: 256 },
  { text: 6000, entries: 48 },
  { text: 1000, entries: 12 },
]

/** Characters. */
const LONGEST_NOTE = 1000
const LONGEST_MEDIATION = 100
const MOST_FINDINGS = 24
const MOST_PLACES = 64

/** @returns the detail as JSON. */
export function keptDetail(entryId: string, trace: CeremonyTrace): string {
  const { options, response, withheld } = withholdSecrets(trace.options, trace.response)
  const rest = restOf(entryId, trace)
  // The page controls the options, which may take all the room. Then only the response is kept.
  for (const keepsOptions of [true, false])
    for (const bounds of BOUNDS) {
      const left: string[] = keepsOptions ? [] : ['options']
      const text = written({
        ...rest,
        options: keepsOptions ? bounded(options, 'options', bounds, left) : null,
        response: bounded(response, 'response', bounds, left),
        withheld: [...left, ...withheld, ...leftFindings(trace)],
      })
      if (Buffer.byteLength(text) <= MOST_DETAIL_BYTES) return text
    }
  const withheldAll = ['options', ...(response === null ? [] : ['response']), 'lint']
  return written({ ...rest, lint: [], options: null, response: null, withheld: withheldAll })
}

function restOf(
  entryId: string,
  { kind, mediation, steps, failed, profile, lint }: CeremonyTrace,
): Omit<CeremonyDetail, 'options' | 'response' | 'withheld'> {
  return {
    entryId,
    kind,
    mediation: mediation?.slice(0, LONGEST_MEDIATION) ?? null,
    steps: steps.map((step) => ({ ...step, note: step.note.slice(0, LONGEST_NOTE) })),
    failed,
    profile,
    lint: lint.slice(0, MOST_FINDINGS),
  }
}

function leftFindings({ lint }: CeremonyTrace): readonly string[] {
  return lint.length > MOST_FINDINGS ? [`lint[${MOST_FINDINGS}…]`] : []
}

function written(detail: CeremonyDetail): string {
  const { withheld } = detail
  const places = withheld.slice(0, MOST_PLACES).map((place) => place.slice(0, LONGEST_NOTE))
  return JSON.stringify({ ...detail, withheld: places } satisfies CeremonyDetail)
}
