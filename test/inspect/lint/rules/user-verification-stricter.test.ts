import { create, get } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

const LOGIN = 'https://login.example.org'

plantedRule('user-verification-stricter', {
  finds: {
    'required only at sign-in': {
      calls: [create(), get({ userVerification: 'required' })],
      at: [['publicKey.userVerification', '"required"; at registration "preferred"']],
    },
  },
  leaves: {
    'required in both': [
      create({
        authenticatorSelection: {
          residentKey: 'required',
          requireResidentKey: true,
          userVerification: 'required',
        },
      }),
      get({ userVerification: 'required' }),
    ],
    'preferred in both': [create(), get()],
    'a sign-in whose registration is not known': [get({ userVerification: 'required' })],
    'a registration for another RP ID': [
      create({ rp: { id: 'login.example.org', name: 'Example' } }, { origin: LOGIN }),
      create(
        {
          authenticatorSelection: {
            residentKey: 'required',
            requireResidentKey: true,
            userVerification: 'required',
          },
        },
        { origin: LOGIN },
      ),
      get({ userVerification: 'required' }, { origin: LOGIN }),
    ],
  },
})
