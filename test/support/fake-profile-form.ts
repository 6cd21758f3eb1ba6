/** A provider profile to edit, with a field of each kind. */
import type { ProfileField, ProfileForm } from '../../src/shared/profile-form'

const TRANSPORTS = ['usb', 'nfc', 'ble', 'smart-card', 'hybrid', 'internal']

function field(
  fields: Pick<ProfileField, 'path' | 'label' | 'control' | 'value'> & Partial<ProfileField>,
) {
  return { fact: null, unknown: false, ...fields }
}

export function profileForm(fields: Partial<ProfileForm> = {}): ProfileForm {
  return {
    base: { id: 'bitwarden', title: 'Bitwarden (browser extension)' },
    edit: 'copy',
    id: 'bitwarden-copy',
    title: 'Bitwarden (browser extension), copy',
    summary: 'A copy of Bitwarden (browser extension).',
    groups: [
      { name: 'Identity', fields: identity() },
      { name: 'Backup', fields: backup() },
      { name: 'Credential ids', fields: ids() },
      { name: 'Extensions', fields: extensions() },
    ],
    ...fields,
  }
}

const identity = () => [
  field({
    path: 'aaguid',
    label: 'AAGUID',
    control: { kind: 'text' },
    value: 'd548826e-79b4-db40-a3d8-11116f7e8349',
    fact: { about: 'The AAGUID is Bitwarden’s.', grade: 'M', source: 'public test fixtures' },
  }),
  field({
    path: 'attachment',
    label: 'Attachment',
    control: { kind: 'choice', options: ['platform', 'cross-platform'] },
    value: 'platform',
    unknown: true,
  }),
  field({
    path: 'transports',
    label: 'Transports',
    control: { kind: 'order', options: TRANSPORTS, complete: false },
    value: ['internal', 'hybrid'],
  }),
  field({
    path: 'transportsByRpId',
    label: 'Transports by RP ID',
    control: { kind: 'record', lists: true },
    value: { 'google.com': ['internal', 'usb', 'hybrid'] },
  }),
  field({
    path: 'algorithms',
    label: 'Algorithms',
    control: { kind: 'set', options: [-7, -8, -257, -35, -36, -47] },
    value: [-7],
  }),
]

const backup = () => [
  field({
    path: 'backupEligible',
    label: 'Backup eligible',
    control: { kind: 'switch' },
    value: true,
  }),
  field({ path: 'backedUp', label: 'Backed up', control: { kind: 'switch' }, value: true }),
  field({
    path: 'counter',
    label: 'Signature counter',
    control: {
      kind: 'counter',
      words: ['none', 'per-passkey'],
      numbers: [
        { path: 'perPasskey.start', least: 0, most: 2 ** 32 - 1 },
        { path: 'fixed', least: 0, most: 2 ** 32 - 1 },
      ],
    },
    value: 'none',
  }),
]

const ids = () => [
  field({
    path: 'credentialId.bytes',
    label: 'Bytes',
    control: { kind: 'number', least: 16, most: 1023, whole: true, unlimited: false },
    value: 16,
  }),
  field({
    path: 'limits.passkeys',
    label: 'Room for discoverable passkeys',
    control: { kind: 'number', least: 0, most: 2 ** 32 - 1, whole: true, unlimited: true },
    value: null,
  }),
]

const extensions = () => [
  field({
    path: 'minPinLength.rpIds',
    label: 'RP IDs that learn the shortest PIN',
    control: { kind: 'texts', word: 'all' },
    value: 'all',
  }),
  field({
    path: 'memberOrder',
    label: 'Order of the client data',
    control: { kind: 'order', options: ['type', 'challenge', 'origin'], complete: true },
    value: ['type', 'challenge', 'origin'],
  }),
]
