import type { ProfileFile } from '../profile-schema'

export const windowsHello2026: ProfileFile = {
  id: 'windows-hello-2026',
  title: 'Windows Hello (2026)',
  summary: 'Bound to the device, always verified, with prf; signals have no effect.',
  facts: [
    {
      about: 'It keeps keys on the device.',
      grade: 'M',
      source: 'kanidm/webauthn-rs#169; bitwarden/clients#19858',
      knobs: {
        backupEligible: false,
        backedUp: false,
      },
    },
    {
      about: 'The counter is always 0, and credential ids have 32 bytes.',
      grade: 'M',
      source: 'kanidm/webauthn-rs#169',
      knobs: {
        counter: 'none',
        credentialId: {
          form: 'random',
          bytes: 32,
        },
      },
    },
    {
      about: 'Verification is done, whatever the page asks.',
      grade: 'M',
      source: 'kanidm/webauthn-rs#169; passkeys.dev',
      knobs: {
        verification: {
          required: 'verify',
          preferred: 'verify',
          discouraged: 'verify',
        },
      },
    },
    {
      about: 'It is a platform authenticator with the transport internal.',
      grade: 'S',
      source: 'chromium',
      knobs: {
        attachment: 'platform',
        transports: ['internal'],
      },
    },
    {
      about: 'Signals have no effect: Chrome’s WebAuthenticationHelloSignal is off by default.',
      grade: 'S',
      source: 'chromium device/fido/public/features.cc @01509d69',
      knobs: {
        signals: 'ignored',
      },
    },
    {
      about: 'An excluded passkey is InvalidStateError.',
      grade: 'S',
      source: 'chromium',
      knobs: {
        excluded: 'InvalidStateError',
      },
    },
    {
      about: 'The AAGUID of the software authenticator stays with attestation none.',
      grade: 'M',
      source: 'bitwarden/clients#19858',
      knobs: {
        aaguid: '6028b017-b1d4-4c02-b4b3-afcdafc96bb2',
      },
    },
    {
      about: 'prf gives a value at registration too.',
      grade: 'M',
      source: 'bitwarden/clients#19858; category-labs/mera',
      knobs: {
        extensions: ['prf'],
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
  unknown: [
    'algorithms',
    'attestationFormats',
    'residentKeyDiscouraged',
    'userHandleOfOthers',
    'conditionalCreate',
  ],
  notReproduced: [
    'The AAGUID is that of the software authenticator. What it gives for direct attestation is unknown.',
  ],
}
