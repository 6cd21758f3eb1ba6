import { create, encoded } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('user-id-is-name', {
  finds: {
    'the user name as the id': {
      calls: [create({ user: { id: encoded('ada'), name: 'ada', displayName: 'Ada' } })],
      at: [['publicKey.user.id', '"ada"']],
    },
  },
  leaves: {
    'another text': [
      create({ user: { id: encoded('account-of-ada'), name: 'ada', displayName: 'Ada' } }),
    ],
  },
})
