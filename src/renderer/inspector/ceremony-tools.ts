/**
 * Decodes and checks ceremonies. Needs large libraries, so the window loads this module with the first ceremony that is
 * opened.
 */
import { caseOfEntry, type RecordedCeremony } from '../../inspect/case/case-of-entry'
import { inspectCase } from '../../inspect/case/inspect-case'
import type { Given } from '../../inspect/check/expectations'
import type { CheckStep } from '../../inspect/check/step'
import { compareCeremonies } from '../../inspect/compare/compare-ceremonies'
import { compareRequests } from '../../inspect/compare/compare-requests'
import { groupDifferences, type GroupedDifferences } from '../../inspect/compare/difference-groups'
import { decodeCeremony, type DecodedCeremony } from '../../inspect/decode/decode-ceremony'
import { asCurl } from '../../inspect/export/as-curl'
import { asDecoderLink } from '../../inspect/export/as-decoder-link'
import { asJson } from '../../inspect/export/as-json'
import { asPlaywrightTest } from '../../inspect/export/as-playwright-test'
import { asServerCall } from '../../inspect/export/as-server-call'
import { AAGUID_NAMES } from '../../inspect/provider/aaguid-names'
import { optionTree, type OptionNode } from '../../inspect/request/option-tree'
import type { CeremonyDetail } from '../../shared/ceremony-detail'
import { compareOutcomes } from './compare-outcomes'

export function decode({ response, options }: CeremonyDetail): Promise<DecodedCeremony> {
  return decodeCeremony({ response, options, aaguidNames: AAGUID_NAMES })
}

/** @param given what the user knows beyond the record. */
export async function check(
  ceremony: RecordedCeremony,
  given: Given,
): Promise<readonly CheckStep[]> {
  const one = caseOfEntry(ceremony, { app: '', now: ceremony.entry.at })
  return (await inspectCase(one, given)).check
}

/** The differences in how both ended, in the requests, and, if both have one, in the responses. */
export async function compare(
  left: RecordedCeremony,
  right: RecordedCeremony,
): Promise<GroupedDifferences> {
  const [asked, askedToo] = [left, right].map(({ entry, detail }) =>
    requestOf(detail, entry.origin),
  )
  const isAnswered = left.detail.response !== null && right.detail.response !== null
  const { groups, everyTime } = groupDifferences(left.detail.kind, [
    ...compareRequests(asked ?? [], askedToo ?? []),
    ...(isAnswered ? compareCeremonies(await decode(left.detail), await decode(right.detail)) : []),
  ])
  const outcomes = compareOutcomes(left, right)
  return {
    groups:
      outcomes.length === 0 ? groups : [{ title: 'Outcome', differences: outcomes }, ...groups],
    everyTime,
  }
}

/** @param origin of the page; null if unknown. */
export function requestOf(
  { kind, options, mediation }: CeremonyDetail,
  origin: string | null,
): readonly OptionNode[] {
  return optionTree({ kind, options, mediation, origin })
}

export const exporters = {
  json: asJson,
  playwright: asPlaywrightTest,
  server: asServerCall,
  curl: asCurl,
  decoder: asDecoderLink,
} as const

export type ExportForm = keyof typeof exporters
