import type { PolicyRules } from './rules'

/** As Chromium's virtual authenticator, which cannot hide passkeys. But removed passkeys go to the trash. */
export const DELETE: PolicyRules = {
  hasEffect: true,
  editedName: 'replaced',
  unaccepted: 'deleted',
  listedAgain: 'stays hidden',
  names: 'both',
  hasQuota: false,
}
