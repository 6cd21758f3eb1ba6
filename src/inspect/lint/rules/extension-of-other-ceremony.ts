import { has } from '../lenient'
import { onCeremony } from '../rule'

const OTHERS = {
  create: ['getCredBlob', 'hmacGetSecret'],
  get: [
    'appidExclude',
    'credBlob',
    'credentialProtectionPolicy',
    'enforceCredentialProtectionPolicy',
    'hmacCreateSecret',
  ],
}

export const extensionOfOtherCeremony = onCeremony(
  {
    id: 'extension-of-other-ceremony',
    severity: 'warning',
    title: 'The extension belongs to the other ceremony.',
    section: 'WebAuthn §9, §10',
    why: 'Browsers ignore it here, so its result is missing.',
    instead:
      'Move it: `credentialProtectionPolicy`, `credBlob`, `hmacCreateSecret` and `appidExclude` to `create()`, `getCredBlob` and `hmacGetSecret` to `get()`.',
  },
  ({ kind, options: { extensions } }) =>
    OTHERS[kind]
      .filter((name) => has(extensions, name))
      .map((name) => ({
        path: `publicKey.extensions.${name}`,
        value: `belongs in ${kind === 'create' ? 'get' : 'create'}()`,
      })),
)
