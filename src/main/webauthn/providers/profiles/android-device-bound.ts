import type { ProfileFile } from '../profile-schema'

export const androidDeviceBound: ProfileFile = {
  id: 'android-device-bound',
  title: 'Android (bound to the device)',
  summary: 'The first FIDO interface of Android: escaped slashes, androidPackageName, a counter.',
  facts: [
    {
      about: 'The AAGUID is zeros with attestation none.',
      grade: 'M',
      source: 'kanidm/webauthn-rs#98, #101',
      knobs: {
        aaguidWithoutAttestation: 'zeroed',
      },
    },
    {
      about: 'It keeps keys on the device.',
      grade: 'M',
      source: 'kanidm/webauthn-rs#98, #101',
      knobs: {
        backupEligible: false,
        backedUp: false,
      },
    },
    {
      about: 'The counter is 0 at registration, then 1, 2 and so on.',
      grade: 'M',
      source: 'kanidm/webauthn-rs#101',
      knobs: {
        counter: 'per-passkey',
      },
    },
    {
      about: 'Credential ids have 65 bytes.',
      grade: 'M',
      source: 'kanidm/webauthn-rs#98; SimpleWebAuthn#705',
      knobs: {
        credentialId: {
          form: 'random',
          bytes: 65,
        },
      },
    },
    {
      about: 'Verification is done, even if it is discouraged.',
      grade: 'M',
      source: 'kanidm/webauthn-rs#101',
      knobs: {
        verification: {
          required: 'verify',
          preferred: 'verify',
          discouraged: 'verify',
        },
      },
    },
    {
      about: 'It attests as android-key.',
      grade: 'M',
      source: 'SimpleWebAuthn#705',
      knobs: {
        attestationFormats: ['android-key', 'none'],
      },
    },
    {
      about: 'ES256.',
      grade: 'M',
      source: 'kanidm/webauthn-rs#98, #101',
      knobs: {
        algorithms: [-7],
      },
    },
    {
      about:
        'Passkeys are not discoverable where that is discouraged, and the user handle is empty.',
      grade: 'M',
      source: 'kanidm/webauthn-rs#101',
      knobs: {
        residentKeyDiscouraged: 'not-discoverable',
        userHandleOfOthers: 'empty',
      },
    },
    {
      about: 'Slashes are escaped, androidPackageName follows, and crossOrigin is absent.',
      grade: 'M',
      source: 'kanidm/webauthn-rs#98, #101 (2022)',
      knobs: {
        escapedSlashes: true,
        extraMembers: {
          androidPackageName: 'com.android.chrome',
        },
        crossOrigin: 'when-true',
      },
    },
  ],
  unknown: [
    'aaguid',
    'attachment',
    'transports',
    'excluded',
    'extensions',
    'conditionalCreate',
    'signals',
  ],
  notReproduced: ['The package is Chrome’s. Firefox states org.mozilla.firefox.'],
}
