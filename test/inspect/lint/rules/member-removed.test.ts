import { ADA, create } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('member-removed', {
  finds: {
    'an icon of the site': {
      calls: [
        create({ rp: { id: 'example.org', name: 'Example', icon: 'https://example.org/a.png' } }),
      ],
      at: [['publicKey.rp.icon', '"https://example.org/a.png"']],
    },
    'an icon of the user': {
      calls: [create({ user: { id: ADA, name: 'ada', displayName: '', icon: '' } })],
      at: [['publicKey.user.icon', '""']],
    },
  },
  leaves: {
    'no icon': [create()],
  },
})
