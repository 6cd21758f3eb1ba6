import { ADA, create } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('name-long', {
  finds: {
    '65 letters': {
      calls: [create({ user: { id: ADA, name: 'a'.repeat(65), displayName: 'Ada' } })],
      at: [['publicKey.user.name', '65 bytes']],
    },
    '33 letters of two bytes': {
      calls: [create({ user: { id: ADA, name: 'ada@example.org', displayName: 'ä'.repeat(33) } })],
      at: [['publicKey.user.displayName', '66 bytes']],
    },
  },
  leaves: {
    '64 bytes': [create({ user: { id: ADA, name: 'a'.repeat(64), displayName: 'ä'.repeat(32) } })],
  },
})
