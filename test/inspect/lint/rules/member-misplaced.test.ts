import { create, get } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('member-misplaced', {
  finds: {
    'userVerification beside the selection': {
      calls: [create({ userVerification: 'required' })],
      at: [['publicKey.userVerification', 'belongs in authenticatorSelection']],
    },
    'the RP of a registration in a sign-in': {
      calls: [get({ rp: { id: 'example.org' } })],
      at: [['publicKey.rp', 'belongs in rpId']],
    },
    'the mediation inside of publicKey': {
      calls: [get({ mediation: 'conditional' })],
      at: [['publicKey.mediation', 'belongs in the argument, beside publicKey']],
    },
  },
  leaves: {
    'members of a server’s own': [
      create({ status: 'ok', errorMessage: '' }),
      get({ session: '1' }),
    ],
  },
})
