/** What the record left out of a ceremony. */
import type { CeremonyDetail } from '../../shared/ceremony-detail'

type Kept = Pick<CeremonyDetail, 'withheld'>
type Part = 'options' | 'response' | 'lint'

/** Whether there was no room for the part: the ceremony had it. */
export function hadNoRoom({ withheld }: Kept, part: Part): boolean {
  return withheld.includes(part)
}

/** The paths within the part of what was replaced or left out. */
export function withheldIn({ withheld }: Kept, part: Part): readonly string[] {
  return withheld.filter((place) => place.startsWith(part))
}
