import type { SignalPolicy } from '../../../shared/signal-policy'
import { APPLE } from './apple'
import { DELETE } from './delete'
import { GOOGLE_PASSWORD_MANAGER } from './google-password-manager'
import { IGNORED } from './ignored'
import type { PolicyRules } from './rules'
import { SPEC } from './spec'

export const RULES: Readonly<Record<SignalPolicy, PolicyRules>> = {
  spec: SPEC,
  'google-password-manager': GOOGLE_PASSWORD_MANAGER,
  delete: DELETE,
  ignored: IGNORED,
  apple: APPLE,
}
