import { ADA, create, encoded } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('user-name-is-id', {
  finds: {
    'the id as it is sent': {
      calls: [create({ user: { id: ADA, name: ADA, displayName: 'Ada' } })],
      at: [['publicKey.user.name', JSON.stringify(ADA)]],
    },
    'a UUID': {
      calls: [
        create({
          user: { id: ADA, name: '6F1C2F0E-3F0B-4D0E-9A55-2B8F6B1C7D3E', displayName: 'Ada' },
        }),
      ],
      at: [['publicKey.user.name', '"6F1C2F0E-3F0B-4D0E-9A55-2B8F6B1C7D3E"']],
    },
    'the id in hexadecimal digits': {
      calls: [
        create({
          user: { id: encoded([222, 173, 190, 239]), name: 'deadbeef', displayName: 'Ada' },
        }),
      ],
      at: [['publicKey.user.name', '"deadbeef"']],
    },
  },
  leaves: {
    'a short name': [create({ user: { id: ADA, name: 'ada', displayName: 'Ada' } })],
  },
})
