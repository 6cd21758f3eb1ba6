/** The texts of the window about faults. */
import {
  FAULTS,
  type ArmedFault,
  type FaultFacts,
  type FaultId,
  type FaultPlace,
} from '../../shared/fault'
import { searchable, searchWords } from './search-text'

export type ListedFault = FaultFacts & { readonly id: FaultId }

/** The parts of an answer, by their names. */
export const PLACES: Readonly<Record<FaultPlace, string>> = {
  'client-data': 'Client data',
  'authenticator-data': 'Authenticator data',
  attestation: 'Attestation',
  signature: 'Signature',
  response: 'Response',
  extensions: 'Extensions',
  timing: 'Time',
}

/** The faults of one place. */
export interface FaultGroup {
  readonly place: FaultPlace
  readonly name: string
  readonly faults: readonly ListedFault[]
}

/** The faults that a search finds, grouped by their place. */
export function faultGroups(search: string): readonly FaultGroup[] {
  const words = searchWords(search)
  const found = FAULTS.filter(({ id, title, section }) => {
    const text = searchable([id, title, section])
    return words.every((word) => text.includes(word))
  })
  const places = Object.entries(PLACES) as [FaultPlace, string][]
  return places
    .map(([place, name]) => ({ place, name, faults: found.filter((one) => one.place === place) }))
    .filter(({ faults }) => faults.length > 0)
}

/** The title without its code marks, for texts that cannot show code. */
export function plainTitle({ title }: FaultFacts): string {
  return title.replaceAll('`', '')
}

/** Such as `uv-not-set in 2 answers to https://example.org`. */
export function armedText({ id, left, origin }: ArmedFault): string {
  const answers = left === 1 ? 'one answer' : `${left} answers`
  return `${id} in ${answers}${origin === null ? '' : ` to ${origin}`}`
}

/** One sentence that says which faults the next answers have, and to which pages. */
export function describeArmed(armed: readonly ArmedFault[]): string {
  return `Armed: ${armed.map(armedText).join(', ')}. The passkeys stay genuine.`
}
