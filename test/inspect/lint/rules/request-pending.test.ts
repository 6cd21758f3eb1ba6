import { DECLINED, get } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('request-pending', {
  finds: {
    'a second request': {
      calls: [get({}, { ...DECLINED, error: 'OperationError' })],
      at: [['publicKey', 'OperationError']],
    },
  },
  leaves: {
    'a refusal': [get({}, DECLINED)],
  },
})
