import { has } from '../lenient'
import { onCeremony } from '../rule'

const OTHERS = {
  create: ['appid', 'getCredBlob', 'hmacGetSecret'],
  get: [
    'appidExclude',
    'credBlob',
    'credProps',
    'credentialProtectionPolicy',
    'enforceCredentialProtectionPolicy',
    'hmacCreateSecret',
    'minPinLength',
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
      'Move it: `credProps`, `credProtect`, `minPinLength` and `appidExclude` to `create()`, `appid` and `getCredBlob` to `get()`.',
  },
  ({ kind, options: { extensions } }) =>
    OTHERS[kind]
      .filter((name) => has(extensions, name))
      .map((name) => ({
        path: `publicKey.extensions.${name}`,
        value: `belongs in ${kind === 'create' ? 'get' : 'create'}()`,
      })),
)
