import type { ProfileFile } from '../profile-schema'

export const gpmDesktop: ProfileFile = {
  id: 'gpm-desktop',
  title: 'Google Password Manager (Windows, macOS)',
  summary: 'Synced, always discoverable, never attests; verifies with biometrics.',
  facts: [
    {
      about: 'The AAGUID is Google Password Manager’s.',
      grade: 'M',
      source:
        'public test fixtures; chromium device/fido/enclave/enclave_protocol_utils.cc @0b297817',
      knobs: {
        aaguid: 'ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4',
      },
    },
    {
      about: 'Passkeys are synced.',
      grade: 'M',
      source: 'public test fixtures',
      knobs: {
        backupEligible: true,
        backedUp: true,
      },
    },
    {
      about: 'The counter is always 0, and credential ids have 16 bytes.',
      grade: 'M',
      source:
        'public test fixtures; chromium device/fido/enclave/enclave_protocol_utils.cc @0b297817',
      knobs: {
        counter: 'none',
        credentialId: {
          form: 'random',
          bytes: 16,
        },
      },
    },
    {
      about: 'With biometrics, preferred verification is done.',
      grade: 'S',
      source: 'chromium components/webauthn/core/browser/gpm_user_verification_policy.cc',
      knobs: {
        verification: {
          required: 'verify',
          preferred: 'verify',
          discouraged: 'skip',
        },
      },
    },
    {
      about: 'Transports come as a sorted set: hybrid, internal.',
      grade: 'S',
      source: 'chromium device/fido/enclave/enclave_protocol_utils.cc @0b297817',
      knobs: {
        transports: ['hybrid', 'internal'],
        transportOrder: 'own',
      },
    },
    {
      about: 'It never attests, even if the relying party asks.',
      grade: 'S',
      source: 'chromium device/fido/enclave/enclave_protocol_utils.cc @0b297817',
      knobs: {
        attestationFormats: ['none'],
      },
    },
    {
      about: 'Only ES256.',
      grade: 'S',
      source: 'chromium third_party/cloud_authenticator/processor/src/passkeys.rs',
      knobs: {
        algorithms: [-7],
      },
    },
    {
      about: 'A passkey is always discoverable, and the user handle always returned.',
      grade: 'S',
      source: 'chromium device/fido/enclave/enclave_protocol_utils.cc @0b297817',
      knobs: {
        residentKeyDiscouraged: 'discoverable',
        userHandleOfOthers: 'returned',
      },
    },
    {
      about: 'An excluded passkey is InvalidStateError.',
      grade: 'I',
      source: 'chromium device/fido/enclave/enclave_protocol_utils.cc @0b297817',
      knobs: {
        excluded: 'InvalidStateError',
      },
    },
    {
      about: 'It is a platform authenticator to the page.',
      grade: 'I',
      source: 'chromium device/fido/enclave/enclave_protocol_utils.cc @0b297817',
      knobs: {
        attachment: 'platform',
      },
    },
    {
      about: 'prf works at registration and authentication, also for passkeys made without it.',
      grade: 'S',
      source: 'chromium third_party/cloud_authenticator',
      knobs: {
        extensions: ['prf'],
        prfWithoutRequest: true,
      },
    },
    {
      about: 'It makes passkeys without asking, with UP and UV 0.',
      grade: 'S',
      source: 'chromium (kNeither)',
      knobs: {
        conditionalCreate: true,
      },
    },
    {
      about: 'It hides passkeys, keeps names that the user edited, and has a quota.',
      grade: 'S',
      source: 'chromium; docs/signals.md',
      knobs: {
        signals: 'google-password-manager',
      },
    },
    {
      about: 'Chrome adds a member to the client data in 20 % of the ceremonies.',
      grade: 'S',
      source: 'chromium components/webauthn/core/browser/client_data_json.cc',
      knobs: {
        greaseProbability: 0.2,
      },
    },
  ],
  unknown: [],
  notReproduced: [
    'largeBlob, which is being added.',
    'From Chrome 152 the flags come from Google’s server, so they may change without a browser release.',
  ],
}
