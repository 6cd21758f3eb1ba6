import type { ProfileFile } from '../profile-schema'

export const samsungPass2025: ProfileFile = {
  id: 'samsung-pass-2025',
  title: 'Samsung Pass (2025)',
  summary: 'Synced; ED is set and an empty map ends the authenticator data.',
  facts: [
    {
      about: 'The AAGUID is “SAMSUNG” in ASCII.',
      grade: 'M',
      source: 'passkeys.dev#420 (2025-01)',
      knobs: {
        aaguid: '53414d53-554e-4700-0000-000000000000',
      },
    },
    {
      about: 'Flags dd: synced, verified, and ED with an empty map, a0.',
      grade: 'M',
      source: 'passkeys.dev#420',
      knobs: {
        backupEligible: true,
        backedUp: true,
        emptyExtensionMap: true,
      },
    },
    {
      about: 'The counter is 0, and credential ids have 32 bytes.',
      grade: 'M',
      source: 'passkeys.dev#420',
      knobs: {
        counter: 'none',
        credentialId: {
          form: 'random',
          bytes: 32,
        },
      },
    },
    {
      about: 'Transports are hybrid and internal, and the attachment is platform.',
      grade: 'M',
      source: 'passkeys.dev#420',
      knobs: {
        transports: ['hybrid', 'internal'],
        transportOrder: 'own',
        attachment: 'platform',
      },
    },
    {
      about: 'ES256.',
      grade: 'M',
      source: 'passkeys.dev#420',
      knobs: {
        algorithms: [-7],
      },
    },
  ],
  unknown: [
    'verification',
    'attestationFormats',
    'residentKeyDiscouraged',
    'userHandleOfOthers',
    'excluded',
    'extensions',
    'conditionalCreate',
    'signals',
  ],
  notReproduced: [
    'With attestation none it gave none. What it gives for direct is unknown.',
    'Whether an assertion has the empty map too is unknown.',
  ],
}
