import type { SignalPolicy } from '../../../shared/signal-policy'
import { DELETE } from './delete'
import { GOOGLE_PASSWORD_MANAGER } from './google-password-manager'
import type { PolicyRules } from './rules'
import { SPEC } from './spec'

export const RULES: Readonly<Record<SignalPolicy, PolicyRules>> = {
  spec: SPEC,
  'google-password-manager': GOOGLE_PASSWORD_MANAGER,
  delete: DELETE,
}
