/** The words for a row in all reports. */
import type { Row } from '../report-card.js'
import { withUnseen } from './unseen-text.js'

const CEREMONIES = { create: 'registration', get: 'sign-in' } as const

/** Such as `uv-not-set (sign-in)`. */
export function nameOf({ kind, id, ceremony }: Pick<Row, 'kind' | 'id' | 'ceremony'>): string {
  return `${kind === 'genuine' ? 'genuine' : id} (${CEREMONIES[ceremony]})`
}

/** What a correct relying party does. */
export function expectedWord({ expected }: Pick<Row, 'expected'>): 'accepted' | 'refused' {
  return expected === 'accept' ? 'accepted' : 'refused'
}

export type Mark = 'finding' | 'known' | 'not tried' | 'right'

export function markOf({ finding, known, outcome }: Row): Mark {
  if (finding) return known ? 'known' : 'finding'
  return outcome === 'not tried' ? 'not tried' : 'right'
}

/** One sentence about a finding. */
export function findingSentence(row: Row): string {
  const answer = row.kind === 'fault' ? 'an answer with this fault' : 'this genuine answer'
  return `The relying party ${row.outcome} ${answer}; a correct one ${row.expected === 'accept' ? 'accepts' : 'refuses'} it (${row.section}).`
}

/** The text on one line, with each character that cannot be seen made visible. */
export function plainLine(text: string): string {
  return withUnseen(text.replace(/\s+/gu, ' '))
}
