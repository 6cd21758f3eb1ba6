import type { ProfileFile } from '../profile-schema'

export const keepassxc2712: ProfileFile = {
  id: 'keepassxc-2.7.12',
  title: 'KeePassXC 2.7.12',
  summary:
    'Synced flags since this version; sorted client data, silence for an excluded passkey, no toJSON().',
  facts: [
    {
      about: 'The AAGUID is KeePassXC’s.',
      grade: 'S',
      source: 'keepassxreboot/keepassxc @95bae83; keepassxc-browser @bfbb317',
      knobs: {
        aaguid: 'fdb141b2-5d84-443e-8a35-4698c205a502',
      },
    },
    {
      about: 'Since 2.7.12 passkeys state that they are synced.',
      grade: 'V',
      source: 'keepassxc#13042, #13122',
      knobs: {
        backupEligible: true,
        backedUp: true,
      },
    },
    {
      about: 'The counter is always 0, and credential ids have 32 bytes.',
      grade: 'S',
      source: 'keepassxreboot/keepassxc @95bae83; keepassxc-browser @bfbb317',
      knobs: {
        counter: 'none',
        credentialId: {
          form: 'random',
          bytes: 32,
        },
      },
    },
    {
      about: 'UV is always set, but no user is verified.',
      grade: 'S',
      source: 'keepassxreboot/keepassxc @95bae83; keepassxc-browser @bfbb317',
      knobs: {
        verification: {
          required: 'claim',
          preferred: 'claim',
          discouraged: 'claim',
        },
      },
    },
    {
      about: 'The transport is internal.',
      grade: 'S',
      source: 'keepassxreboot/keepassxc @95bae83; keepassxc-browser @bfbb317',
      knobs: {
        transports: ['internal'],
        attachment: 'platform',
      },
    },
    {
      about: 'It never attests.',
      grade: 'S',
      source: 'keepassxreboot/keepassxc @95bae83; keepassxc-browser @bfbb317',
      knobs: {
        attestationFormats: ['none'],
      },
    },
    {
      about: 'The first of ES256, EdDSA and RS256 in the order of the page.',
      grade: 'S',
      source: 'keepassxreboot/keepassxc @95bae83; keepassxc-browser @bfbb317',
      knobs: {
        algorithms: [-7, -8, -257],
      },
    },
    {
      about: 'credProps is always true, and the user handle returned whenever there is one.',
      grade: 'S',
      source: 'keepassxreboot/keepassxc @95bae83; keepassxc-browser @bfbb317',
      knobs: {
        credPropsRk: 'always-true',
        userHandleOfOthers: 'returned',
      },
    },
    {
      about: 'An excluded passkey gets no answer: the page’s time-out runs.',
      grade: 'S',
      source: 'keepassxreboot/keepassxc @95bae83; keepassxc-browser @bfbb317',
      knobs: {
        excluded: 'silence',
      },
    },
    {
      about: 'credProps is written into the authenticator data, as {"credProps": {"rk": true}}.',
      grade: 'S',
      source: 'keepassxc src/browser/BrowserCbor.cpp @43aa9d6',
      knobs: {
        clientInputsInAuthenticatorData: true,
        extensions: [],
      },
    },
    {
      about: 'The members of the client data are sorted by name, and crossOrigin is always false.',
      grade: 'I',
      source: 'keepassxc (QJsonObject)',
      knobs: {
        memberOrder: ['challenge', 'crossOrigin', 'origin', 'type'],
        crossOrigin: 'always-false',
        topOrigin: 'absent',
      },
    },
    {
      about:
        'No toJSON(), getPublicKey() is null, and getAuthenticatorData() lacks the attested data.',
      grade: 'S',
      source: 'keepassxc-browser @bfbb317; keepassxc-browser#2298',
      knobs: {
        toJson: false,
        publicKey: 'null',
        authenticatorData: 'without-attested-data',
      },
    },
    {
      about: 'It offers no autofill and makes no passkey without asking.',
      grade: 'S',
      source: 'keepassxc-browser @bfbb317',
      knobs: {
        conditionalGet: false,
        conditionalCreate: false,
      },
    },
    {
      about: 'A challenge of fewer than 16 bytes is a TypeError.',
      grade: 'S',
      source: 'keepassxc-browser @bfbb317',
      knobs: {
        shortestChallenge: 16,
      },
    },
    {
      about: 'The extension knows no signals.',
      grade: 'S',
      source: 'keepassxc-browser @bfbb317',
      knobs: {
        signals: 'ignored',
      },
    },
  ],
  unknown: ['residentKeyDiscouraged'],
  notReproduced: [
    'The attachment at registration is the one that the page asked for.',
    'uvm and the time-outs of 15 to 120 s are not played.',
    'A list of no algorithms means ES256.',
  ],
}
