/** The names of the signal policies, and descriptions of them. */
import type { SignalPolicy } from '../../shared/signal-policy'

export const policyWords: Readonly<Record<SignalPolicy, string>> = {
  spec: 'Follow the specification',
  'google-password-manager': 'Google Password Manager',
  delete: 'Delete (like Chromium’s virtual authenticator)',
  ignored: 'Ignore (like Windows Hello)',
  apple: 'Apple Passwords',
}

/** For narrow places. */
export const policyShort: Readonly<Record<SignalPolicy, string>> = {
  ...policyWords,
  delete: 'Delete',
  ignored: 'Ignore',
}

export const policyMeaning: Readonly<Record<SignalPolicy, string>> = {
  spec: 'The site’s names replace all names, even names that you edited. A passkey that the site does not know or does not list is hidden from pages until the site lists it again.',
  'google-password-manager':
    'Follows the specification, but keeps names that you edited. A site may make ten changes, and one more every two minutes; also on localhost.',
  delete:
    'The site’s names replace all names, even names that you edited. A passkey that the site does not know or does not list moves to the trash, which keeps it for 30 days.',
  ignored: 'Signals have no effect, but Activity still lists each of them.',
  apple:
    'Follows the specification, but a display name does not reach the provider: only the user name changes.',
}

/** One line per policy, for the card of a page. */
export const policyGist: Readonly<Record<SignalPolicy, string>> = {
  spec: 'Signals hide passkeys and replace every name.',
  'google-password-manager': 'Signals hide passkeys and keep names that you edited.',
  delete: 'Signals move passkeys to the trash and replace every name.',
  ignored: 'Signals have no effect.',
  apple: 'Signals hide passkeys and replace only the user name.',
}

/** The policy of a page without its own policy, such as “Default (Google Password Manager)”. */
export function defaultPolicyLabel(policy: SignalPolicy): string {
  return `Default (${policy === 'spec' ? 'Specification' : policyShort[policy]})`
}

/** The policy of a new installation. */
export const BUILT_IN_POLICY: SignalPolicy = 'spec'
