import { has } from '../lenient'
import { onCeremony } from '../rule'

/** Extensions of Level 1 and 2, and of caBLE's drafts. */
const REMOVED = [
  'authnSel',
  'biometricPerfBounds',
  'cableAuthentication',
  'cableRegistration',
  'exts',
  'loc',
  'txAuthGeneric',
  'txAuthSimple',
  'uvi',
  'uvm',
]

export const extensionRemoved = onCeremony(
  {
    id: 'extension-removed',
    severity: 'hint',
    title: 'The extension is no longer part of WebAuthn.',
    section: 'WebAuthn §10, Level 3',
    why: 'Browsers ignore it. It only makes the options longer.',
    instead: 'Remove it.',
  },
  ({ options: { extensions } }) =>
    REMOVED.filter((name) => has(extensions, name)).map((name) => ({
      path: `publicKey.extensions.${name}`,
      // The value may be a secret of the page.
      value: 'given',
    })),
)
