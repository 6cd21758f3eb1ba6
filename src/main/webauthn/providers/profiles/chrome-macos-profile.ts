import type { ProfileFile } from '../profile-schema'

export const chromeMacosProfile: ProfileFile = {
  id: 'chrome-macos-profile',
  title: 'Chrome on macOS (profile, Touch ID)',
  summary: 'Bound to the device, self attestation, AAGUID kept with attestation none.',
  facts: [
    {
      about: 'The AAGUID is Chrome’s, and stays with attestation none.',
      grade: 'M',
      source:
        'public test fixtures; chromium device/fido/mac/make_credential_operation.mm @00b68759',
      knobs: {
        aaguid: 'adce0002-35bc-c60a-648b-0b25f1f05503',
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
      about: 'The counter is always 0, and credential ids have 32 bytes.',
      grade: 'M',
      source: 'public test fixtures',
      knobs: {
        counter: 'none',
        credentialId: {
          form: 'random',
          bytes: 32,
        },
      },
    },
    {
      about: 'Discouraged verification is skipped.',
      grade: 'M',
      source: 'kanidm/webauthn-rs#347',
      knobs: {
        verification: {
          required: 'verify',
          preferred: 'verify',
          discouraged: 'skip',
        },
      },
    },
    {
      about: 'It is a platform authenticator with the transport internal.',
      grade: 'S',
      source: 'chromium device/fido/mac/make_credential_operation.mm @00b68759',
      knobs: {
        attachment: 'platform',
        transports: ['internal'],
      },
    },
    {
      about: 'It attests with the passkey’s own key.',
      grade: 'S',
      source: 'chromium device/fido/mac/make_credential_operation.mm @00b68759',
      knobs: {
        attestationFormats: ['packed', 'none'],
        packedAttestation: 'self',
      },
    },
    {
      about: 'Only ES256.',
      grade: 'S',
      source: 'chromium device/fido/mac/make_credential_operation.mm @00b68759',
      knobs: {
        algorithms: [-7],
      },
    },
    {
      about: 'A discouraged discoverable passkey is made discoverable all the same.',
      grade: 'M',
      source: 'kanidm/webauthn-rs#347',
      knobs: {
        residentKeyDiscouraged: 'discoverable',
      },
    },
    {
      about: 'The user handle is always returned.',
      grade: 'I',
      source: 'passkeys are always discoverable',
      knobs: {
        userHandleOfOthers: 'returned',
      },
    },
    {
      about: 'An excluded passkey is InvalidStateError.',
      grade: 'S',
      source: 'chromium device/fido/mac/make_credential_operation.mm @00b68759',
      knobs: {
        excluded: 'InvalidStateError',
      },
    },
    {
      about: 'It has no prf, and apparently no large blob.',
      grade: 'M',
      source: 'category-labs/mera',
      knobs: {
        extensions: [],
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
  unknown: ['conditionalCreate', 'signals'],
  notReproduced: ['Keys of earlier versions have a counter of Unix seconds and ids of 55 bytes.'],
}
