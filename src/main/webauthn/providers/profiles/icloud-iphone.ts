import type { ProfileFile } from '../profile-schema'

export const icloudIphone: ProfileFile = {
  id: 'icloud-iphone',
  title: 'Apple Passwords (iPhone)',
  summary: 'Synced, always verified and discoverable, never attests; the display name is lost.',
  facts: [
    {
      about: 'Verification is done, whatever the page asks.',
      grade: 'M',
      source: 'kanidm/webauthn-rs#492, #243; passkeys.dev',
      knobs: {
        verification: {
          required: 'verify',
          preferred: 'verify',
          discouraged: 'verify',
        },
      },
    },
    {
      about: 'Passkeys are synced, and the counter is always 0.',
      grade: 'M',
      source: 'kanidm/webauthn-rs#492, #243',
      knobs: {
        backupEligible: true,
        backedUp: true,
        counter: 'none',
      },
    },
    {
      about: 'Credential ids have 20 bytes.',
      grade: 'M',
      source: 'kanidm/webauthn-rs#492, #243',
      knobs: {
        credentialId: {
          form: 'random',
          bytes: 20,
        },
      },
    },
    {
      about: 'It never attests: direct gave none in Safari 18.4.',
      grade: 'M',
      source: 'kanidm/webauthn-rs#492',
      knobs: {
        attestationFormats: ['none'],
      },
    },
    {
      about: 'Only ES256.',
      grade: 'I',
      source: 'WebKit LocalAuthenticator.mm @067ed1a, of the authenticator before it',
      knobs: {
        algorithms: [-7],
      },
    },
    {
      about: 'A discouraged discoverable passkey is made discoverable all the same.',
      grade: 'M',
      source: 'kanidm/webauthn-rs#243, #290',
      knobs: {
        residentKeyDiscouraged: 'discoverable',
      },
    },
    {
      about: 'The user handle is always returned, and the attachment is platform.',
      grade: 'I',
      source: 'passkeys are always discoverable',
      knobs: {
        userHandleOfOthers: 'returned',
        attachment: 'platform',
      },
    },
    {
      about: 'The display name is not kept.',
      grade: 'S',
      source: 'chromium device/fido/mac/icloud_keychain.mm @01ab59ae',
      knobs: {
        displayName: 'dropped',
      },
    },
    {
      about: 'Signals carry one new name.',
      grade: 'S',
      source: 'WebKit pull request 41630',
      knobs: {
        signals: 'apple',
      },
    },
    {
      about: 'The AAGUID is Apple Passwords’.',
      grade: 'M',
      source: 'kanidm/webauthn-rs#492',
      knobs: {
        aaguid: 'fbfc3007-154e-4ecc-8c0b-6e020557d7bd',
      },
    },
    {
      about: 'Safari’s client data has no crossOrigin in a same-origin document.',
      grade: 'S',
      source:
        'WebKit WebAuthenticationUtils.cpp @0e2f9b0; measured in 2022 (kanidm/webauthn-rs#243)',
      knobs: {
        crossOrigin: 'when-true',
      },
    },
    {
      about: 'Through Chrome, transports are hybrid and internal.',
      grade: 'S',
      source: 'chromium device/fido/mac/icloud_keychain.mm @01ab59ae',
      knobs: {
        transports: ['hybrid', 'internal'],
        transportOrder: 'own',
      },
    },
    {
      about: 'prf works at registration and authentication.',
      grade: 'M',
      source: 'category-labs/mera (2026-06)',
      knobs: {
        extensions: ['prf'],
      },
    },
    {
      about: 'It makes passkeys without asking.',
      grade: 'V',
      source: 'Safari 18; Apple’s explainer',
      knobs: {
        conditionalCreate: true,
      },
    },
  ],
  unknown: ['excluded', 'topOrigin'],
  notReproduced: [],
}
