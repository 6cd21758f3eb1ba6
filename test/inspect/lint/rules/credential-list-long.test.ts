import { bytesFor, create, get } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

function listOf(length: number) {
  return Array.from({ length }, (_, index) => ({
    type: 'public-key',
    id: bytesFor(`passkey ${index}`),
    transports: ['internal'],
  }))
}

plantedRule('credential-list-long', {
  finds: {
    '65 allowed credentials': {
      calls: [get({ allowCredentials: listOf(65) })],
      at: [['publicKey.allowCredentials', '65 entries']],
    },
    '65 excluded credentials': {
      calls: [create({ excludeCredentials: listOf(65) })],
      at: [['publicKey.excludeCredentials', '65 entries']],
    },
  },
  leaves: {
    '64': [create({ excludeCredentials: listOf(64) })],
  },
})
