import type { PolicyRules } from './rules'

/** The answers of Google Password Manager to signals in Chromium 156, also for localhost. */
export const GOOGLE_PASSWORD_MANAGER: PolicyRules = {
  hasEffect: true,
  editedName: 'stays',
  unaccepted: 'hidden',
  listedAgain: 'shown',
  names: 'both',
  hasQuota: true,
}
