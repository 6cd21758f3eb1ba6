/** The texts of the window about provider profiles. */
import {
  factGrades,
  type FactGrade,
  type ProfileSummary,
  type RemovedProfile,
} from '../../shared/provider-profile'

const GRADES: Readonly<Record<FactGrade, string>> = {
  M: 'measured',
  S: 'read in its source code',
  V: 'stated by the vendor',
  U: 'reported by one user',
  I: 'inferred',
}

/** How well a fact is known: "Measured". */
export function gradeWord(grade: FactGrade): string {
  const word = GRADES[grade]
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** How many facts are known, and how well. */
export function gradesText({ grades }: Pick<ProfileSummary, 'grades'>): string {
  const known = factGrades.filter((grade) => grades[grade] > 0)
  const all = known.reduce((sum, grade) => sum + grades[grade], 0)
  const facts = `Latchkey knows ${all === 1 ? 'one fact' : `${all} facts`} about this provider`
  const [only, ...others] = known
  if (only === undefined) return ''
  if (others.length === 0) return `${facts}, ${GRADES[only]}.`
  return `${facts}: ${known.map((grade) => `${grades[grade]} ${GRADES[grade]}`).join(', ')}.`
}

/** How many facts are unknown; empty if none is. */
export function unknownText({ unknown }: Pick<ProfileSummary, 'unknown'>): string {
  if (unknown.length === 0) return ''
  const facts = unknown.length === 1 ? 'One fact is' : `${unknown.length} facts are`
  return `${facts} unknown (${unknown.join(', ')}): for these, Latchkey behaves as it does by default.`
}

/** Says that a profile was removed, and which pages get the default profile because of that. */
export function removedText({ title, wasDefault, pages }: RemovedProfile): string {
  const many = pages.length === 1 ? pages[0] : `${pages.length} pages`
  return [
    `${title} was removed.`,
    ...(wasDefault ? ['Latchkey plays itself again.'] : []),
    ...(pages.length > 0 ? [`The default provider again: ${many}.`] : []),
    'Its passkeys stay.',
  ].join(' ')
}
