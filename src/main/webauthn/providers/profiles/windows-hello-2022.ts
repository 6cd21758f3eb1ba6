import type { ProfileFile } from '../profile-schema'

export const windowsHello2022: ProfileFile = {
  id: 'windows-hello-2022',
  title: 'Windows Hello (2022)',
  summary: 'RS256 even where ES256 comes first, and an AAGUID of zeros with attestation none.',
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
      about: 'It attests with the TPM.',
      grade: 'M',
      source: 'kanidm/webauthn-rs#169',
      knobs: {
        attestationFormats: ['tpm', 'none'],
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
      about: 'The AAGUID is the hardware authenticator’s, and zeros with attestation none.',
      grade: 'M',
      source: 'kanidm/webauthn-rs#169',
      knobs: {
        aaguid: '08987058-cadc-4b81-b6e1-30de50dcbe96',
        aaguidWithoutAttestation: 'zeroed',
      },
    },
    {
      about: 'It makes RS256 keys, also where ES256 is listed first.',
      grade: 'M',
      source: 'kanidm/webauthn-rs#105, #169',
      knobs: {
        algorithms: [-257],
      },
    },
    {
      about: 'It had no extensions for the page.',
      grade: 'I',
      source: 'before 2026',
      knobs: {
        extensions: [],
      },
    },
  ],
  unknown: ['residentKeyDiscouraged', 'userHandleOfOthers', 'conditionalCreate'],
  notReproduced: [],
}
