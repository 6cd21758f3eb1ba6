import type { ProfileFile } from '../profile-schema'

export const bitwarden: ProfileFile = {
  id: 'bitwarden',
  title: 'Bitwarden (browser extension)',
  summary: 'Synced; preferred verification counts as required; not discoverable where discouraged.',
  facts: [
    {
      about: 'The AAGUID is Bitwarden’s.',
      grade: 'M',
      source: 'public test fixtures; bitwarden/clients libs/common/src/platform/services/fido2',
      knobs: {
        aaguid: 'd548826e-79b4-db40-a3d8-11116f7e8349',
      },
    },
    {
      about: 'Passkeys are synced.',
      grade: 'M',
      source: 'public test fixtures; bitwarden/clients libs/common/src/platform/services/fido2',
      knobs: {
        backupEligible: true,
        backedUp: true,
      },
    },
    {
      about: 'New passkeys have no counter. Old ones with a counter above 0 go on counting.',
      grade: 'S',
      source: 'bitwarden/clients libs/common/src/platform/services/fido2',
      knobs: {
        counter: 'only-if-above-0',
      },
    },
    {
      about: 'Credential ids are the bytes of a UUID.',
      grade: 'M',
      source: 'public test fixtures; bitwarden/clients libs/common/src/platform/services/fido2',
      knobs: {
        credentialId: {
          form: 'uuid',
          bytes: 16,
        },
      },
    },
    {
      about: 'Preferred verification counts as required, and discouraged is skipped.',
      grade: 'S',
      source: 'bitwarden/clients libs/common/src/platform/services/fido2',
      knobs: {
        verification: {
          required: 'verify',
          preferred: 'verify',
          discouraged: 'skip',
        },
      },
    },
    {
      about: 'Transports are internal and hybrid, and usb too for google.com.',
      grade: 'S',
      source: 'bitwarden/clients libs/common/src/platform/services/fido2',
      knobs: {
        transports: ['internal', 'hybrid'],
        transportsByRpId: {
          'google.com': ['internal', 'usb', 'hybrid'],
        },
        transportOrder: 'own',
      },
    },
    {
      about: 'It never attests.',
      grade: 'S',
      source: 'bitwarden/clients libs/common/src/platform/services/fido2',
      knobs: {
        attestationFormats: ['none'],
      },
    },
    {
      about: 'Only ES256.',
      grade: 'S',
      source: 'bitwarden/clients libs/common/src/platform/services/fido2',
      knobs: {
        algorithms: [-7],
      },
    },
    {
      about:
        'A discouraged discoverable passkey is not discoverable. The user handle is returned all the same.',
      grade: 'S',
      source: 'bitwarden/clients libs/common/src/platform/services/fido2',
      knobs: {
        residentKeyDiscouraged: 'not-discoverable',
        userHandleOfOthers: 'returned',
      },
    },
    {
      about: 'An excluded passkey is NotAllowedError.',
      grade: 'S',
      source: 'bitwarden/clients libs/common/src/platform/services/fido2',
      knobs: {
        excluded: 'NotAllowedError',
      },
    },
    {
      about: 'It has no extensions but credProps.',
      grade: 'M',
      source: 'category-labs/mera (2026-06)',
      knobs: {
        extensions: [],
      },
    },
    {
      about: 'Its page script has none of the signal methods.',
      grade: 'S',
      source: 'bitwarden/clients, page script and libs/common/src/platform/services/fido2',
      knobs: {
        signals: 'ignored',
      },
    },
    {
      about: 'It makes no passkey without asking.',
      grade: 'I',
      source: 'bitwarden/clients, page script and libs/common/src/platform/services/fido2',
      knobs: {
        conditionalCreate: false,
      },
    },
  ],
  unknown: ['attachment'],
  notReproduced: [
    'create() in a cross-origin frame is NotAllowedError.',
    'Only ES256: a list without it is NotSupportedError, where Latchkey gives NotAllowedError.',
    'Time-outs: 30 to 180 s without verification, 30 to 600 s with it.',
  ],
}
