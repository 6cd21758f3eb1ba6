/** Which passkeys the list shows. */
import type { PasskeySummary } from '../../shared/passkey'
import type { PasskeyFilter, PasskeyListSettings } from '../../shared/passkey-list'
import { isEdited } from './edited-names'

export const filterTitles: Readonly<Record<PasskeyFilter, string>> = {
  hidden: 'Hidden',
  edited: 'Edited',
  'never-used': 'Never used',
  'not-discoverable': 'Not discoverable',
}

const fits: Readonly<Record<PasskeyFilter, (passkey: PasskeySummary) => boolean>> = {
  hidden: ({ hidden }) => hidden !== null,
  edited: isEdited,
  'never-used': ({ lastUsedAt }) => lastUsedAt === null,
  'not-discoverable': ({ discoverable }) => !discoverable,
}

type Filtering = Pick<PasskeyListSettings, 'filters' | 'profile'>

/** Whether a passkey fits every chosen filter. */
export function passkeyFilter({ filters, profile }: Filtering): (one: PasskeySummary) => boolean {
  const chosen = filters.map((filter) => fits[filter])
  return (passkey) =>
    chosen.every((isFit) => isFit(passkey)) && (profile === null || profileKey(passkey) === profile)
}

export function isFiltering({ filters, profile }: Filtering): boolean {
  return filters.length > 0 || profile !== null
}

/** How many passkeys fit each filter alone. */
export function filterCounts(
  passkeys: readonly PasskeySummary[],
): Readonly<Record<PasskeyFilter, number>> {
  const counts = { hidden: 0, edited: 0, 'never-used': 0, 'not-discoverable': 0 }
  for (const passkey of passkeys) {
    if (fits.hidden(passkey)) counts.hidden++
    if (fits.edited(passkey)) counts.edited++
    if (fits['never-used'](passkey)) counts['never-used']++
    if (fits['not-discoverable'](passkey)) counts['not-discoverable']++
  }
  return counts
}

export interface ProfileChoice {
  /** The id of the profile; empty if no profile made the passkey. */
  readonly key: string
  readonly title: string
  readonly count: number
}

const NO_PROFILE = 'No provider'

/**
 * The profiles that made the passkeys, by title.
 *
 * @param chosen the profile that the list shows, which may have no passkey left; null: all.
 */
export function profileChoices(
  passkeys: readonly PasskeySummary[],
  chosen: string | null,
): ProfileChoice[] {
  const found = new Map<string, ProfileChoice>()
  // Only passkeys name their profiles.
  if (chosen !== null) found.set(chosen, { key: chosen, title: chosen || NO_PROFILE, count: 0 })
  for (const passkey of passkeys) {
    const key = profileKey(passkey)
    const title = passkey.profile?.title ?? NO_PROFILE
    found.set(key, { key, title, count: (found.get(key)?.count ?? 0) + 1 })
  }
  return [...found.values()].sort((a, b) => a.title.localeCompare(b.title, 'en'))
}

function profileKey({ profile }: PasskeySummary): string {
  return profile?.id ?? ''
}
