import type { PolicyRules } from './rules'

/** WebAuthn §5.1.10.2–4. Hides passkeys when the specification leaves the choice, because a mistake must not cost a passkey. */
export const SPEC: PolicyRules = {
  hasEffect: true,
  editedName: 'replaced',
  unaccepted: 'hidden',
  listedAgain: 'shown',
  names: 'both',
  hasQuota: false,
}
