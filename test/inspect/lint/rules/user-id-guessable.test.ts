import { bytesFor, create, encoded } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('user-id-guessable', {
  finds: {
    'the number of a row': {
      calls: [create({ user: { id: encoded('42'), name: 'ada@example.org', displayName: 'Ada' } })],
      at: [['publicKey.user.id', '42']],
    },
    'an integer of 8 bytes': {
      calls: [
        create({
          user: {
            id: encoded([0, 0, 0, 0, 0, 0, 1, 2]),
            name: 'ada@example.org',
            displayName: 'Ada',
          },
        }),
      ],
      at: [['publicKey.user.id', '258']],
    },
  },
  leaves: {
    'random bytes, also short ones': [
      create({ user: { id: bytesFor('short', 8), name: 'ada@example.org', displayName: 'Ada' } }),
    ],
  },
})
