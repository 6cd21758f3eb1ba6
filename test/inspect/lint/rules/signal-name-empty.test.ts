import { signal } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('signal-name-empty', {
  finds: {
    'an empty name': { calls: [signal('currentUserDetails', { name: '' })], at: [['name', '""']] },
  },
  leaves: {
    'an empty display name': [signal('currentUserDetails', { displayName: '' })],
  },
})
