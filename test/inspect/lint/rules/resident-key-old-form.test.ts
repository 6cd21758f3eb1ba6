import { create } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('resident-key-old-form', {
  finds: {
    'requireResidentKey alone': {
      calls: [
        create({
          authenticatorSelection: { requireResidentKey: true, userVerification: 'preferred' },
        }),
      ],
      at: [['publicKey.authenticatorSelection.requireResidentKey', 'true']],
    },
  },
  leaves: {
    both: [create()],
  },
})
