import { create, get } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('user-verification-missing', {
  finds: {
    'a registration without it': {
      calls: [
        create({ authenticatorSelection: { residentKey: 'required', requireResidentKey: true } }),
      ],
      at: [['publicKey.authenticatorSelection.userVerification', 'absent']],
    },
    'a sign-in without it': {
      calls: [get({ userVerification: undefined })],
      at: [['publicKey.userVerification', 'absent']],
    },
  },
  leaves: {
    'each value': [
      create({
        authenticatorSelection: {
          residentKey: 'required',
          requireResidentKey: true,
          userVerification: 'required',
        },
      }),
      get({ userVerification: 'required' }),
      get(),
    ],
  },
})
