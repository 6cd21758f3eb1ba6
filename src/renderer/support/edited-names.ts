import type { PasskeySummary } from '../../shared/passkey'

/** Whether the user has put a name in the place of the site's. */
export function isEdited({ edited }: Pick<PasskeySummary, 'edited'>): boolean {
  return edited.userName !== null || edited.userDisplayName !== null
}
