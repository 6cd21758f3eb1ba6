import type { ProfileFile } from '../profile-schema'

export const yubikey5: ProfileFile = {
  id: 'yubikey-5',
  title: 'YubiKey 5 NFC (5.2, 5.4)',
  summary: 'A security key with a PIN: a global counter above 0, and an attestation certificate.',
  facts: [
    {
      about: 'The AAGUID is that of firmware 5.2 and 5.4 with NFC.',
      grade: 'M',
      source: 'public test fixtures; yubi.co/aaguids',
      knobs: {
        aaguid: '2fc0579f-8113-47ea-b116-bb5a8db9202a',
      },
    },
    {
      about: 'It keeps keys on the device.',
      grade: 'M',
      source: 'public test fixtures',
      knobs: {
        backupEligible: false,
        backedUp: false,
      },
    },
    {
      about: 'One counter for all keys: it is above 0 at registration.',
      grade: 'I',
      source: 'public test fixtures (1 and 2 seen)',
      knobs: {
        counter: {
          global: {
            start: 1,
          },
        },
      },
    },
    {
      about: 'Credential ids of 64 bytes.',
      grade: 'M',
      source: 'public test fixtures (64 and 128 seen)',
      knobs: {
        credentialId: {
          form: 'random',
          bytes: 64,
        },
      },
    },
    {
      about: 'With a PIN set, preferred verification is done, and discouraged skipped.',
      grade: 'I',
      source: 'CTAP 2.0',
      knobs: {
        verification: {
          required: 'verify',
          preferred: 'verify',
          discouraged: 'skip',
        },
      },
    },
    {
      about: 'Transports are nfc and usb.',
      grade: 'I',
      source: 'the model’s connectors',
      knobs: {
        transports: ['nfc', 'usb'],
        attachment: 'cross-platform',
      },
    },
    {
      about: 'It attests as packed, with a certificate.',
      grade: 'V',
      source: 'Yubico',
      knobs: {
        attestationFormats: ['packed', 'none'],
        packedAttestation: 'x5c',
      },
    },
    {
      about: 'ES256.',
      grade: 'V',
      source: 'Yubico .NET SDK manual, MakeCredentialParameters.Algorithms',
      knobs: {
        algorithms: [-7],
      },
    },
    {
      about: 'It speaks CTAP 2.0.',
      grade: 'I',
      source: 'firmware 5.2 and 5.4',
      knobs: {
        protocol: 'ctap2',
      },
    },
    {
      about: 'Not discoverable where discouraged, and then without a user handle.',
      grade: 'V',
      source: 'CTAP 2.0',
      knobs: {
        residentKeyDiscouraged: 'not-discoverable',
        userHandleOfOthers: 'absent',
      },
    },
    {
      about: 'An excluded passkey is InvalidStateError.',
      grade: 'S',
      source: 'the browser’s client',
      knobs: {
        excluded: 'InvalidStateError',
      },
    },
    {
      about: 'hmac-secret at authentication.',
      grade: 'M',
      source: 'category-labs/mera',
      knobs: {
        extensions: ['prf'],
        prfAtCreate: false,
      },
    },
    {
      about: 'No passkey without a touch.',
      grade: 'S',
      source: 'CTAP 2.0',
      knobs: {
        conditionalCreate: false,
      },
    },
  ],
  unknown: ['signals'],
  notReproduced: [
    'The root of its attestation is Latchkey’s own.',
    'EdDSA, which other pages of Yubico’s name.',
    'Credential ids of 128 bytes, which were seen too.',
  ],
}
