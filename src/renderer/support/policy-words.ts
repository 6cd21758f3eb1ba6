/** What the window calls the policies for signals, and what they do. */
import type { SignalPolicy } from '../../shared/signal-policy'

export const policyWords: Readonly<Record<SignalPolicy, string>> = {
  spec: 'As the specification says',
  'google-password-manager': 'Google Password Manager',
  delete: 'Delete at once (as Chromium’s virtual authenticator)',
}

export const policyMeaning: Readonly<Record<SignalPolicy, string>> = {
  spec: 'Names follow the site, also those that you edited. A passkey that the site does not know, or does not list, is hidden; listed again, it is shown again.',
  'google-password-manager':
    'Names follow the site, but one that you edited stays. A passkey that the site does not know, or does not list, is hidden. A site may change something ten times, and gets one change back every two minutes; here that holds for localhost, too.',
  delete:
    'Names follow the site. A passkey that the site does not know, or does not list, is gone for pages and list at once. The trash keeps it.',
}
