import type { PolicyRules } from './rules'

/** As Chromium's virtual authenticator, which knows no hidden passkeys; but what it removes is kept in the trash. */
export const DELETE: PolicyRules = {
  editedName: 'replaced',
  unaccepted: 'deleted',
  listedAgain: 'stays hidden',
  hasQuota: false,
}
