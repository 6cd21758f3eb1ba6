import { create } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('conditional-create-verification', {
  finds: {
    'an upgrade that requires verification': {
      calls: [
        create(
          {
            authenticatorSelection: {
              residentKey: 'required',
              requireResidentKey: true,
              userVerification: 'required',
            },
          },
          { mediation: 'conditional' },
        ),
      ],
      at: [['publicKey.authenticatorSelection.userVerification', '"required"']],
    },
  },
  leaves: {
    'one that prefers it': [create({}, { mediation: 'conditional' })],
  },
})
