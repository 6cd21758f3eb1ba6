import { DECLINED, create, get, signal } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

const REFUSED = { ...DECLINED, error: 'SecurityError' }

plantedRule('rp-id-refused', {
  finds: {
    'another domain': {
      calls: [create({ rp: { id: 'example.com', name: 'Example' } }, REFUSED)],
      at: [['publicKey.rp.id', '"example.com" at "example.org"']],
    },
    'a subdomain in a signal': {
      calls: [
        signal(
          'unknownCredential',
          { rpId: 'login.example.org' },
          { outcome: 'refused', error: 'SecurityError' },
        ),
      ],
      at: [['rpId', '"login.example.org" at "example.org"']],
    },
  },
  leaves: {
    'a related domain, with which it succeeded': [get({ rpId: 'example.com' })],
    'the parent domain': [get({}, { origin: 'https://login.example.org' })],
  },
})
