/** What the window says of a provider profile. */
import type { ProfileSummary } from '../../shared/provider-profile'

/** How many facts nobody has found out. Empty: none. */
export function unknownText({ unknown }: Pick<ProfileSummary, 'unknown'>): string {
  if (unknown.length === 0) return ''
  const facts = unknown.length === 1 ? 'One fact is' : `${unknown.length} facts are`
  return `${facts} unknown (${unknown.join(', ')}): Latchkey does there as it does by default.`
}
