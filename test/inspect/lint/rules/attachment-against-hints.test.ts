import { create } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('attachment-against-hints', {
  finds: {
    'a platform authenticator and a security key': {
      calls: [
        create({
          hints: ['security-key'],
          authenticatorSelection: {
            residentKey: 'required',
            userVerification: 'preferred',
            authenticatorAttachment: 'platform',
          },
        }),
      ],
      at: [
        [
          'publicKey.authenticatorSelection.authenticatorAttachment',
          '"platform" beside security-key',
        ],
      ],
    },
  },
  leaves: {
    'what fits': [
      create({
        hints: ['client-device'],
        authenticatorSelection: {
          residentKey: 'required',
          userVerification: 'preferred',
          authenticatorAttachment: 'platform',
        },
      }),
    ],
    'hints of both kinds': [
      create({
        hints: ['client-device', 'hybrid'],
        authenticatorSelection: {
          residentKey: 'required',
          userVerification: 'preferred',
          authenticatorAttachment: 'platform',
        },
      }),
    ],
  },
})
