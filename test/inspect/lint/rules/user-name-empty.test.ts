import { ADA, create } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('user-name-empty', {
  finds: {
    'an empty name': {
      calls: [create({ user: { id: ADA, name: '', displayName: 'Ada' } })],
      at: [['publicKey.user.name', '""']],
    },
    blanks: {
      calls: [create({ user: { id: ADA, name: '  ', displayName: 'Ada' } })],
      at: [['publicKey.user.name', '"  "']],
    },
  },
  leaves: {
    'an empty display name': [
      create({ user: { id: ADA, name: 'ada@example.org', displayName: '' } }),
    ],
  },
})
