import { bytesFor, create } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('user-id-length', {
  finds: {
    'an empty one': {
      calls: [create({ user: { id: '', name: 'ada@example.org', displayName: 'Ada' } })],
      at: [['publicKey.user.id', '0 bytes']],
    },
    '65 bytes': {
      calls: [
        create({ user: { id: bytesFor('long', 65), name: 'ada@example.org', displayName: 'Ada' } }),
      ],
      at: [['publicKey.user.id', '65 bytes']],
    },
  },
  leaves: {
    '64 bytes': [
      create({ user: { id: bytesFor('long', 64), name: 'ada@example.org', displayName: 'Ada' } }),
    ],
  },
})
