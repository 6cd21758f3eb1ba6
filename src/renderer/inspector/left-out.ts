/** What the record left out of a ceremony. */
import type { CeremonyDetail } from '../../shared/ceremony-detail'

type Kept = Pick<CeremonyDetail, 'withheld'>
type Part = 'options' | 'response' | 'lint'

/** Whether the ceremony had the part, but there was no room for it in the record. */
export function hadNoRoom({ withheld }: Kept, part: Part): boolean {
  return withheld.includes(part)
}
