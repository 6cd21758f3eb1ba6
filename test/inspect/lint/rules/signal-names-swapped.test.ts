import { ADA, create, signal } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('signal-names-swapped', {
  finds: {
    'the display name as the user name': {
      calls: [
        create(),
        signal('currentUserDetails', { name: 'Ada', displayName: 'ada@example.org' }),
      ],
      at: [['name', '"Ada"; the user name was "ada@example.org"']],
    },
  },
  leaves: {
    'new names': [
      create(),
      signal('currentUserDetails', { name: 'ada@example.com', displayName: 'Ada Byron' }),
    ],
    'equal names': [
      create({ user: { id: ADA, name: 'ada', displayName: 'ada' } }),
      signal('currentUserDetails', { name: 'ada', displayName: 'ada' }),
    ],
  },
})
