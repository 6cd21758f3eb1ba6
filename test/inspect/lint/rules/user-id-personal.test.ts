import { create, encoded } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('user-id-personal', {
  finds: {
    'an address': {
      calls: [
        create({
          user: { id: encoded('ada@example.org'), name: 'ada@example.org', displayName: 'Ada' },
        }),
      ],
      at: [['publicKey.user.id', '"ada@example.org"']],
    },
    'a telephone number': {
      calls: [
        create({
          user: { id: encoded('+49 170 1234567'), name: 'ada@example.org', displayName: 'Ada' },
        }),
      ],
      at: [['publicKey.user.id', '"+49 170 1234567"']],
    },
  },
  leaves: {
    'a UUID as text': [
      create({
        user: {
          id: encoded('6f1c2f0e-3f0b-4d0e-9a55-2b8f6b1c7d3e'),
          name: 'ada@example.org',
          displayName: 'Ada',
        },
      }),
    ],
  },
})
