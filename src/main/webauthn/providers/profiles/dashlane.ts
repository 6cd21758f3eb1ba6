import type { ProfileFile } from '../profile-schema'

export const dashlane: ProfileFile = {
  id: 'dashlane',
  title: 'Dashlane (browser extension)',
  summary:
    'Synced; hands over to the browser where a discoverable passkey is discouraged; the public key is a COSE key.',
  facts: [
    {
      about: 'The AAGUID is Dashlane’s.',
      grade: 'S',
      source: 'Dashlane/dashlane-web-extension @d8c341a',
      knobs: {
        aaguid: '531126d6-e717-415c-9320-3d9aa6981239',
      },
    },
    {
      about: 'Passkeys are synced.',
      grade: 'S',
      source: 'Dashlane/dashlane-web-extension @d8c341a',
      knobs: {
        backupEligible: true,
        backedUp: true,
      },
    },
    {
      about: 'New passkeys have no counter. Old ones with a counter above 0 go on counting.',
      grade: 'S',
      source: 'Dashlane/dashlane-web-extension @d8c341a',
      knobs: {
        counter: 'only-if-above-0',
      },
    },
    {
      about: 'Credential ids have 16 bytes.',
      grade: 'S',
      source: 'Dashlane/dashlane-web-extension @d8c341a',
      knobs: {
        credentialId: {
          form: 'random',
          bytes: 16,
        },
      },
    },
    {
      about: 'With a PIN or master password alone, preferred verification is skipped.',
      grade: 'S',
      source: 'Dashlane/dashlane-web-extension @d8c341a',
      knobs: {
        verification: {
          required: 'verify',
          preferred: 'skip',
          discouraged: 'skip',
        },
      },
    },
    {
      about: 'Transports are internal and hybrid, and the attachment is platform.',
      grade: 'S',
      source: 'Dashlane/dashlane-web-extension @d8c341a',
      knobs: {
        transports: ['internal', 'hybrid'],
        transportOrder: 'own',
        attachment: 'platform',
      },
    },
    {
      about: 'It never attests.',
      grade: 'S',
      source: 'Dashlane/dashlane-web-extension @d8c341a',
      knobs: {
        attestationFormats: ['none'],
      },
    },
    {
      about: 'Only ES256.',
      grade: 'S',
      source: 'Dashlane/dashlane-web-extension @d8c341a',
      knobs: {
        algorithms: [-7],
      },
    },
    {
      about: 'It leaves requests that discourage a discoverable passkey to the browser.',
      grade: 'S',
      source: 'Dashlane/dashlane-web-extension @d8c341a',
      knobs: {
        residentKeyDiscouraged: 'refuse',
      },
    },
    {
      about: 'The user handle is always returned, and credProps is always true.',
      grade: 'S',
      source: 'Dashlane/dashlane-web-extension @d8c341a',
      knobs: {
        userHandleOfOthers: 'returned',
        credPropsRk: 'always-true',
      },
    },
    {
      about: 'An excluded passkey is InvalidStateError.',
      grade: 'S',
      source: 'Dashlane/dashlane-web-extension @d8c341a',
      knobs: {
        excluded: 'InvalidStateError',
      },
    },
    {
      about: 'It leaves requests with only the hint security-key to the browser.',
      grade: 'S',
      source: 'Dashlane/dashlane-web-extension @d8c341a',
      knobs: {
        declinedHints: ['security-key'],
      },
    },
    {
      about: 'The public key of the response is the COSE key.',
      grade: 'S',
      source: 'Dashlane/dashlane-web-extension @d8c341a',
      knobs: {
        publicKey: 'cose',
      },
    },
    {
      about: 'A foreign frame’s client data has no topOrigin.',
      grade: 'S',
      source: 'Dashlane/dashlane-web-extension @d8c341a',
      knobs: {
        topOrigin: 'absent',
      },
    },
    {
      about: 'It has no prf in Chrome on a desktop.',
      grade: 'M',
      source: 'category-labs/mera (2026-06); nosskey-sdk#62 reports the contrary',
      knobs: {
        extensions: [],
      },
    },
    {
      about: 'It makes no passkey without asking.',
      grade: 'S',
      source: 'Dashlane/dashlane-web-extension @d8c341a',
      knobs: {
        conditionalCreate: false,
      },
    },
  ],
  unknown: ['signals'],
  notReproduced: ['What it leaves to the browser ends with NotAllowedError here.'],
}
