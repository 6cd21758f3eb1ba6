import { ADA, create } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('name-hidden-characters', {
  finds: {
    'a mark that turns text round': {
      calls: [create({ user: { id: ADA, name: 'ada@example.org', displayName: 'Ada\u202e' } })],
      at: [['publicKey.user.displayName', '"Ada[U+202E]"']],
    },
    'a line feed': {
      calls: [create({ user: { id: ADA, name: 'ada\n', displayName: 'Ada' } })],
      at: [['publicKey.user.name', '"ada␊"']],
    },
    'a zero in the site’s name': {
      calls: [create({ rp: { id: 'example.org', name: 'Ex\0ample' } })],
      at: [['publicKey.rp.name', '"Ex␀ample"']],
    },
  },
  leaves: {
    'emoji with joiners, and other scripts': [
      create({ user: { id: ADA, name: 'ada@example.org', displayName: 'عادة 👩‍👩‍👧‍👦 Ада' } }),
    ],
  },
})
