import type { ProfileFacts } from '../../../shared/provider-profile'
import { PROFILE_FILES } from './profile-files'

/** What is known of each provider, in the order in which they are offered. */
export const PROFILES: readonly ProfileFacts[] = PROFILE_FILES.map(
  ({ id, title, summary, facts, unknown, notReproduced }) => ({
    id,
    title,
    summary,
    facts: facts.map(({ about, grade, source }) => ({ about, grade, source })),
    unknown,
    notReproduced,
  }),
)
