import { create, get } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('user-verification-laxer', {
  finds: {
    'required only at registration': {
      calls: [
        create({
          authenticatorSelection: {
            residentKey: 'required',
            requireResidentKey: true,
            userVerification: 'required',
          },
        }),
        get({ userVerification: 'discouraged' }),
      ],
      at: [['publicKey.userVerification', '"discouraged"; at registration "required"']],
    },
  },
  leaves: {
    'preferred at sign-in': [
      create({
        authenticatorSelection: {
          residentKey: 'required',
          requireResidentKey: true,
          userVerification: 'required',
        },
      }),
      get(),
    ],
    'a second factor': [
      create({
        authenticatorSelection: {
          residentKey: 'required',
          requireResidentKey: true,
          userVerification: 'discouraged',
        },
      }),
      get({ userVerification: 'discouraged' }),
    ],
  },
})
