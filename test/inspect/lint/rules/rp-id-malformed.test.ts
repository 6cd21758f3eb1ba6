import { create, get, signal } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('rp-id-malformed', {
  finds: {
    'a URL': {
      calls: [create({ rp: { id: 'https://example.org', name: 'Example' } })],
      at: [['publicKey.rp.id', '"https://example.org"']],
    },
    'a port': {
      calls: [get({ rpId: 'localhost:8080' }, { origin: 'http://localhost:8080' })],
      at: [['publicKey.rpId', '"localhost:8080"']],
    },
    'an IP address': {
      calls: [get({ rpId: '127.0.0.1' }, { origin: 'http://127.0.0.1:8080' })],
      at: [['publicKey.rpId', '"127.0.0.1"']],
    },
    'a URL in a signal': {
      calls: [signal('unknownCredential', { rpId: 'https://example.org' })],
      at: [['rpId', '"https://example.org"']],
    },
  },
  leaves: {
    localhost: [get({ rpId: 'localhost' }, { origin: 'http://localhost:8080' })],
    'an international name': [
      get({ rpId: 'xn--bcher-kva.example' }, { origin: 'https://xn--bcher-kva.example' }),
    ],
  },
})
