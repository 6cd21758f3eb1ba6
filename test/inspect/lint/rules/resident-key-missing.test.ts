import { create } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('resident-key-missing', {
  finds: {
    'neither member': {
      calls: [create({ authenticatorSelection: { userVerification: 'preferred' } })],
      at: [['publicKey.authenticatorSelection.residentKey', 'absent']],
    },
  },
  leaves: {
    'a second factor': [
      create({
        authenticatorSelection: {
          residentKey: 'discouraged',
          requireResidentKey: false,
          userVerification: 'preferred',
        },
      }),
    ],
  },
})
