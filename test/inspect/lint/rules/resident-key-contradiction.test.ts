import { create } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('resident-key-contradiction', {
  finds: {
    'required and not required': {
      calls: [
        create({
          authenticatorSelection: {
            residentKey: 'required',
            requireResidentKey: false,
            userVerification: 'preferred',
          },
        }),
      ],
      at: [
        [
          'publicKey.authenticatorSelection.requireResidentKey',
          'false beside residentKey "required"',
        ],
      ],
    },
    'preferred and required': {
      calls: [
        create({
          authenticatorSelection: {
            residentKey: 'preferred',
            requireResidentKey: true,
            userVerification: 'preferred',
          },
        }),
      ],
      at: [
        [
          'publicKey.authenticatorSelection.requireResidentKey',
          'true beside residentKey "preferred"',
        ],
      ],
    },
  },
  leaves: {
    'each value with what fits it': [
      create({
        authenticatorSelection: {
          residentKey: 'preferred',
          requireResidentKey: false,
          userVerification: 'preferred',
        },
      }),
    ],
    'residentKey alone': [
      create({
        authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
      }),
    ],
  },
})
