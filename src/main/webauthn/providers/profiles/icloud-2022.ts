import type { ProfileFile } from '../profile-schema'

export const icloud2022: ProfileFile = {
  id: 'icloud-2022',
  title: 'Apple Passwords (2022)',
  summary: 'As the first synced passkeys: an AAGUID of zeros, and client data without crossOrigin.',
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
      grade: 'S',
      source: 'WebKit LocalAuthenticator.mm @067ed1a',
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
      about: 'The AAGUID was zeros.',
      grade: 'M',
      source: 'kanidm/webauthn-rs#243, #290',
      knobs: {
        aaguid: '00000000-0000-0000-0000-000000000000',
      },
    },
    {
      about: 'Safari’s client data has no crossOrigin in a same-origin document.',
      grade: 'M',
      source: 'kanidm/webauthn-rs#243; WebKit WebAuthenticationUtils.cpp @0e2f9b0',
      knobs: {
        crossOrigin: 'when-true',
      },
    },
    {
      about: 'It had no extensions.',
      grade: 'I',
      source: 'before Safari 18',
      knobs: {
        extensions: [],
        conditionalCreate: false,
      },
    },
  ],
  unknown: ['excluded', 'transports', 'topOrigin'],
  notReproduced: [],
}
