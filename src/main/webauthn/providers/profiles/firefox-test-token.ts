import type { ProfileFile } from '../profile-schema'

export const firefoxTestToken: ProfileFile = {
  id: 'firefox-test-token',
  title: 'Firefox’s test authenticator',
  summary: 'What geckodriver gives: self attestation, ES256, no backup flags.',
  facts: [
    {
      about: 'The AAGUID is fixed, chosen at random.',
      grade: 'S',
      source: 'mozilla/gecko-dev dom/webauthn/authrs_bridge/src/test_token.rs',
      knobs: {
        aaguid: '68e100a5-0b47-9104-b854-97a9ba510638',
      },
    },
    {
      about: 'It has no backup flags.',
      grade: 'S',
      source: 'mozilla/gecko-dev dom/webauthn/authrs_bridge/src/test_token.rs',
      knobs: {
        backupEligible: false,
        backedUp: false,
      },
    },
    {
      about: 'The counter is 0 at registration, and one for each passkey.',
      grade: 'S',
      source: 'mozilla/gecko-dev dom/webauthn/authrs_bridge/src/test_token.rs',
      knobs: {
        counter: 'per-passkey',
      },
    },
    {
      about: 'Credential ids have 32 random bytes.',
      grade: 'S',
      source: 'mozilla/gecko-dev dom/webauthn/authrs_bridge/src/test_token.rs',
      knobs: {
        credentialId: {
          form: 'random',
          bytes: 32,
        },
      },
    },
    {
      about:
        'At registration, UV is set whenever the user is verified, even if verification is discouraged.',
      grade: 'S',
      source: 'mozilla/gecko-dev dom/webauthn/authrs_bridge/src/test_token.rs',
      knobs: {
        verification: {
          required: 'verify',
          preferred: 'verify',
          discouraged: 'skip',
        },
      },
    },
    {
      about: 'It attests as packed, by the passkey’s own key.',
      grade: 'S',
      source: 'mozilla/gecko-dev dom/webauthn/authrs_bridge/src/test_token.rs',
      knobs: {
        attestationFormats: ['packed', 'none'],
        packedAttestation: 'self',
      },
    },
    {
      about: 'Only ES256.',
      grade: 'S',
      source: 'mozilla/gecko-dev dom/webauthn/authrs_bridge/src/test_token.rs',
      knobs: {
        algorithms: [-7],
      },
    },
    {
      about: 'An excluded passkey is InvalidStateError.',
      grade: 'S',
      source: 'mozilla/gecko-dev dom/webauthn/authrs_bridge/src/test_token.rs',
      knobs: {
        excluded: 'InvalidStateError',
      },
    },
    {
      about: 'hmac-secret, credProtect and minPinLength.',
      grade: 'S',
      source: 'mozilla/gecko-dev dom/webauthn/authrs_bridge/src/test_token.rs',
      knobs: {
        extensions: ['credProtect', 'minPinLength', 'prf'],
        prfAtCreate: false,
      },
    },
    {
      about: 'Not discoverable where discouraged; the user handle is returned all the same.',
      grade: 'S',
      source: 'mozilla/gecko-dev dom/webauthn/authrs_bridge/src/test_token.rs',
      knobs: {
        residentKeyDiscouraged: 'not-discoverable',
        userHandleOfOthers: 'returned',
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
      about: 'Firefox has no signals and no passkeys without asking.',
      grade: 'S',
      source: 'docs/deviations.md',
      knobs: {
        signals: 'ignored',
        conditionalCreate: false,
      },
    },
  ],
  unknown: [],
  notReproduced: [
    'The first assertion states the counter 0 again; here it states 1.',
    'Discouraged verification sets UV at registration; here it does not.',
    'prf is the identity function.',
  ],
}
