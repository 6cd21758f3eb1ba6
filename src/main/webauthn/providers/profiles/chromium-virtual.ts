import type { ProfileFile } from '../profile-schema'

export const chromiumVirtual: ProfileFile = {
  id: 'chromium-virtual',
  title: 'Chromium’s virtual authenticator',
  summary: 'What WebDriver and DevTools give in Chromium: a counter that begins with 1.',
  facts: [
    {
      about: 'The AAGUID is 01020304-0506-0708-0102-030405060708.',
      grade: 'S',
      source: 'chromium device/fido/virtual_ctap2_device.cc @00a8bb44',
      knobs: {
        aaguid: '01020304-0506-0708-0102-030405060708',
      },
    },
    {
      about: 'BE and BS are 0 unless the driver sets them.',
      grade: 'S',
      source: 'chromium device/fido/virtual_ctap2_device.cc @00a8bb44',
      knobs: {
        backupEligible: false,
        backedUp: false,
      },
    },
    {
      about: 'The counter is 1 at registration, then 2, 3 and so on.',
      grade: 'S',
      source: 'chromium device/fido/virtual_ctap2_device.cc @00a8bb44',
      knobs: {
        counter: {
          perPasskey: {
            start: 1,
          },
        },
      },
    },
    {
      about: 'Credential ids are SHA-256 of the COSE key: 32 bytes.',
      grade: 'S',
      source: 'chromium device/fido/virtual_ctap2_device.cc @00a8bb44',
      knobs: {
        credentialId: {
          form: 'random',
          bytes: 32,
        },
      },
    },
    {
      about: 'It attests as packed, with a certificate.',
      grade: 'S',
      source: 'chromium device/fido/virtual_ctap2_device.cc @00a8bb44',
      knobs: {
        attestationFormats: ['packed', 'none'],
        packedAttestation: 'x5c',
      },
    },
    {
      about: 'ES256, RS256 and EdDSA.',
      grade: 'S',
      source: 'chromium device/fido/virtual_ctap2_device.cc @00a8bb44',
      knobs: {
        algorithms: [-7, -257, -8],
      },
    },
    {
      about: 'An excluded passkey is InvalidStateError.',
      grade: 'S',
      source: 'chromium device/fido/virtual_ctap2_device.cc @00a8bb44',
      knobs: {
        excluded: 'InvalidStateError',
      },
    },
    {
      about: 'A passkey that a signal names is removed at once.',
      grade: 'S',
      source: 'chromium; docs/signals.md',
      knobs: {
        signals: 'delete',
      },
    },
    {
      about:
        'prf, large blob, cred blob, minimum PIN length and credProtect, where the driver switches them on.',
      grade: 'S',
      source: 'chromium device/fido/virtual_ctap2_device.cc @00a8bb44',
      knobs: {
        extensions: ['credBlob', 'credProtect', 'largeBlob', 'minPinLength', 'prf'],
      },
    },
    {
      about: 'Verification is as the driver sets it; discouraged is skipped.',
      grade: 'I',
      source: 'chromium device/fido/virtual_ctap2_device.cc @00a8bb44',
      knobs: {
        verification: {
          required: 'verify',
          preferred: 'verify',
          discouraged: 'skip',
        },
      },
    },
    {
      about: 'Not discoverable where discouraged.',
      grade: 'S',
      source: 'chromium device/fido/virtual_ctap2_device.cc @00a8bb44',
      knobs: {
        residentKeyDiscouraged: 'not-discoverable',
      },
    },
    {
      about: 'An internal transport, and the attachment platform, where the driver says so.',
      grade: 'I',
      source: 'WebAuthn §11.3',
      knobs: {
        transports: ['internal'],
        attachment: 'platform',
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
  unknown: ['userHandleOfOthers', 'conditionalCreate'],
  notReproduced: [],
}
