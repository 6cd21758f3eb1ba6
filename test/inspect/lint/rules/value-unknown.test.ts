import { PASSKEY, create, get } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('value-unknown', {
  finds: {
    'a user verification that there is not': {
      calls: [
        create({
          authenticatorSelection: {
            residentKey: 'required',
            requireResidentKey: true,
            userVerification: 'always',
          },
        }),
      ],
      at: [['publicKey.authenticatorSelection.userVerification', '"always"']],
    },
    'a resident key that there is not': {
      calls: [
        create({ authenticatorSelection: { residentKey: true, userVerification: 'preferred' } }),
      ],
      at: [['publicKey.authenticatorSelection.residentKey', 'true']],
    },
    'a transport that was renamed': {
      calls: [
        get({ allowCredentials: [{ type: 'public-key', id: PASSKEY, transports: ['cable'] }] }),
      ],
      at: [['publicKey.allowCredentials[0].transports[0]', '"cable"']],
    },
    'a hint, an attachment and an attestation that there are not': {
      calls: [
        create({
          attestation: 'full',
          hints: ['phone'],
          authenticatorSelection: {
            residentKey: 'required',
            userVerification: 'preferred',
            authenticatorAttachment: 'usb',
          },
        }),
      ],
      at: [
        ['publicKey.hints[0]', '"phone"'],
        ['publicKey.attestation', '"full"'],
        ['publicKey.authenticatorSelection.authenticatorAttachment', '"usb"'],
      ],
    },
  },
  leaves: {
    'every value that there is': [
      create({ attestation: 'indirect', hints: ['client-device', 'hybrid'] }),
      get({
        hints: ['security-key'],
        allowCredentials: [
          {
            type: 'public-key',
            id: PASSKEY,
            transports: ['usb', 'nfc', 'ble', 'smart-card', 'hybrid', 'internal'],
          },
        ],
      }),
    ],
  },
})
