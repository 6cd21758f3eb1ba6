import type { PolicyRules } from './rules'

/**
 * WebAuthn §5.1.10.2–4. Hides passkeys where the specification leaves the choice: a mistake must not cost a passkey.
 */
export const SPEC: PolicyRules = {
  hasEffect: true,
  editedName: 'replaced',
  unaccepted: 'hidden',
  listedAgain: 'shown',
  names: 'both',
  hasQuota: false,
}
