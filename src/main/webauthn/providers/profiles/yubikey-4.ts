import type { ProfileFile } from '../profile-schema'

export const yubikey4: ProfileFile = {
  id: 'yubikey-4',
  title: 'YubiKey 4 (U2F)',
  summary: 'U2F: no verification, no discoverable passkeys, an AAGUID of zeros.',
  facts: [
    {
      about: 'The AAGUID is zeros.',
      grade: 'M',
      source: 'kanidm/webauthn-rs#527',
      knobs: {
        aaguid: '00000000-0000-0000-0000-000000000000',
        protocol: 'ctap1/u2f',
      },
    },
    {
      about: 'Flags 41: present, not verified, bound to the device.',
      grade: 'M',
      source: 'kanidm/webauthn-rs#527',
      knobs: {
        backupEligible: false,
        backedUp: false,
        userVerification: 'unavailable',
        verification: {
          required: 'verify',
          preferred: 'skip',
          discouraged: 'skip',
        },
      },
    },
    {
      about: 'The counter is 0 at registration.',
      grade: 'M',
      source: 'kanidm/webauthn-rs#527',
      knobs: {
        counter: 'per-passkey',
      },
    },
    {
      about: 'Credential ids have 64 bytes.',
      grade: 'M',
      source: 'kanidm/webauthn-rs#527',
      knobs: {
        credentialId: {
          form: 'random',
          bytes: 64,
        },
      },
    },
    {
      about: 'It is asked for one key handle at a time, of 255 bytes at most.',
      grade: 'S',
      source: 'FIDO U2F 1.2',
      knobs: {
        limits: {
          passkeys: null,
          credentialIdsInList: 1,
          credentialIdBytes: 255,
        },
      },
    },
    {
      about: 'The transport is usb.',
      grade: 'I',
      source: 'the model’s connector',
      knobs: {
        transports: ['usb'],
        attachment: 'cross-platform',
      },
    },
    {
      about: 'It attests as fido-u2f.',
      grade: 'M',
      source: 'kanidm/webauthn-rs#527',
      knobs: {
        attestationFormats: ['fido-u2f', 'none'],
        packedAttestation: 'x5c',
      },
    },
    {
      about: 'ES256.',
      grade: 'S',
      source: 'FIDO U2F 1.2',
      knobs: {
        algorithms: [-7],
      },
    },
    {
      about: 'It keeps no discoverable passkeys, and no user handle.',
      grade: 'S',
      source: 'FIDO U2F 1.2',
      knobs: {
        residentKeys: false,
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
      about: 'U2F has no extensions.',
      grade: 'S',
      source: 'FIDO U2F 1.2',
      knobs: {
        extensions: [],
        conditionalCreate: false,
        conditionalGet: false,
      },
    },
  ],
  unknown: ['signals'],
  notReproduced: [],
}
