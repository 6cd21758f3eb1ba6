/** What the window calls the policies for signals. */
import type { SignalPolicy } from '../../shared/signal-policy'

export const policyWords: Readonly<Record<SignalPolicy, string>> = {
  spec: 'As the specification says',
  'google-password-manager': 'Google Password Manager',
  delete: 'Delete at once (as Chromium’s virtual authenticator)',
}
