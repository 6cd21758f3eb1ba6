/** The words for the outcomes of a relying party's checks. */
import type { Outcome } from '../../inspect/check/step'

export const outcomeWords: Readonly<Record<Outcome, string>> = {
  ok: 'Passes',
  wrong: 'Fails',
  'only-server-knows': 'Only your server knows',
  'does-not-apply': 'Does not apply',
}
