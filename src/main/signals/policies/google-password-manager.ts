import type { PolicyRules } from './rules'

/** As Google Password Manager answers signals in Chromium 156, for localhost too. */
export const GOOGLE_PASSWORD_MANAGER: PolicyRules = {
  hasEffect: true,
  editedName: 'stays',
  unaccepted: 'hidden',
  listedAgain: 'shown',
  names: 'both',
  hasQuota: true,
}
