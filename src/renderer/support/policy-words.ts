/** What the window calls the policies for signals, and what they do. */
import type { SignalPolicy } from '../../shared/signal-policy'

export const policyWords: Readonly<Record<SignalPolicy, string>> = {
  spec: 'As the specification says',
  'google-password-manager': 'Google Password Manager',
  delete: 'Delete at once (as Chromium’s virtual authenticator)',
}

/** Where there is little room. */
export const policyShort: Readonly<Record<SignalPolicy, string>> = {
  ...policyWords,
  delete: 'Delete at once',
}

export const policyMeaning: Readonly<Record<SignalPolicy, string>> = {
  spec: 'Names follow the site, also those that you edited. A passkey that the site does not know, or leaves out of its list, is hidden from pages; once it is listed again, it is shown again.',
  'google-password-manager':
    'As the specification says, but a name that you edited stays. A site may make ten changes, and gets one back every two minutes; on localhost, too.',
  delete:
    'Names follow the site, also those that you edited. A passkey that the site does not know, or leaves out of its list, is gone at once; the trash keeps it for 30 days.',
}

/** The same in one line, for a page. */
export const policyGist: Readonly<Record<SignalPolicy, string>> = {
  spec: 'They hide passkeys; every name follows the site.',
  'google-password-manager': 'They hide passkeys; a name that you edited stays.',
  delete: 'They move passkeys to the trash; every name follows the site.',
}

/** What a page without a policy of its own meets: “As the app: Google Password Manager”. */
export function asTheApp(policy: SignalPolicy): string {
  const name = policyShort[policy]
  const isTitle = policy === 'google-password-manager'
  return `As the app: ${isTitle ? name : name.charAt(0).toLowerCase() + name.slice(1)}`
}
