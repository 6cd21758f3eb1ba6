import { ADA, create, get } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('member-missing', {
  finds: {
    'no display name': {
      calls: [create({ user: { id: ADA, name: 'ada' } })],
      at: [['publicKey.user.displayName', 'absent']],
    },
    'no challenge': {
      calls: [get({ challenge: undefined })],
      at: [['publicKey.challenge', 'absent']],
    },
  },
  leaves: {
    'an empty display name': [create({ user: { id: ADA, name: 'ada', displayName: '' } })],
  },
})
