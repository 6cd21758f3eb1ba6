import type { ProfileFacts, ShippedProfileFacts } from '../../../shared/provider-profile'
import { PROFILE_FILES } from './profile-files'
import type { OwnProfileFile } from './profile-schema'

/** The facts about each provider, in the order of the list in the window. */
export const PROFILES: readonly ShippedProfileFacts[] = PROFILE_FILES.map((file) => ({
  ...factsOf(file),
  id: file.id,
}))

/** A profile without its knobs. */
export function factsOf({
  id,
  title,
  summary,
  facts,
  unknown,
  notReproduced,
}: OwnProfileFile): ProfileFacts {
  return {
    id,
    title,
    summary,
    facts: facts.map(({ about, grade, source }) => ({ about, grade, source })),
    unknown,
    notReproduced,
  }
}
