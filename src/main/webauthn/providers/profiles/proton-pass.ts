import type { ProfileFile } from '../profile-schema'

export const protonPass: ProfileFile = {
  id: 'proton-pass',
  title: 'Proton Pass',
  summary: 'Synced; claims verification for every request, but verifies no user.',
  facts: [
    {
      about: 'The AAGUID is “ProtonPassProton” in ASCII.',
      grade: 'S',
      source: 'protonpass/proton-pass-common',
      knobs: {
        aaguid: '50726f74-6f6e-5061-7373-50726f746f6e',
      },
    },
    {
      about: 'Passkeys are synced.',
      grade: 'S',
      source: 'protonpass/proton-pass-common',
      knobs: {
        backupEligible: true,
        backedUp: true,
      },
    },
    {
      about: 'The counter is always 0, and credential ids have 16 bytes.',
      grade: 'S',
      source: '1Password/passkey-rs @1662db5',
      knobs: {
        counter: 'none',
        credentialId: {
          form: 'random',
          bytes: 16,
        },
      },
    },
    {
      about: 'UV is always set, but no user is verified.',
      grade: 'S',
      source: 'protonpass/proton-pass-common (check_user)',
      knobs: {
        verification: {
          required: 'claim',
          preferred: 'claim',
          discouraged: 'claim',
        },
      },
    },
    {
      about: 'Transports are internal and hybrid, and the attachment is platform.',
      grade: 'S',
      source: '1Password/passkey-rs @1662db5',
      knobs: {
        transports: ['internal', 'hybrid'],
        transportOrder: 'own',
        attachment: 'platform',
      },
    },
    {
      about: 'It never attests.',
      grade: 'S',
      source: 'protonpass/proton-pass-common',
      knobs: {
        attestationFormats: ['none'],
      },
    },
    {
      about: 'Only ES256.',
      grade: 'S',
      source: 'protonpass/proton-pass-common',
      knobs: {
        algorithms: [-7],
      },
    },
    {
      about: 'The user handle of a passkey that is not discoverable is absent.',
      grade: 'S',
      source: '1Password/passkey-rs @1662db5',
      knobs: {
        userHandleOfOthers: 'absent',
      },
    },
    {
      about: 'prf works at registration and authentication.',
      grade: 'M',
      source: 'category-labs/mera (2026-06)',
      knobs: {
        extensions: ['prf'],
      },
    },
    {
      about: 'The credential has no toJSON().',
      grade: 'S',
      source: 'protonpass/proton-pass-common',
      knobs: {
        toJson: false,
      },
    },
  ],
  unknown: ['residentKeyDiscouraged', 'excluded', 'conditionalCreate', 'signals'],
  notReproduced: [
    'It repairs the requests of some sites.',
    'Its library gives no error for an excluded passkey. What the product does is unknown.',
  ],
}
