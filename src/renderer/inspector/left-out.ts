/** What the record left out of a ceremony. */
import type { CeremonyDetail } from '../../shared/ceremony-detail'

type Kept = Pick<CeremonyDetail, 'withheld'>
type Part = 'options' | 'response' | 'lint'

/** Whether there was no room for the part: the ceremony had it. */
export function hadNoRoom({ withheld }: Kept, part: Part): boolean {
  return withheld.includes(part)
}
