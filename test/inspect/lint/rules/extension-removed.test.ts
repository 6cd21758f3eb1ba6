import { get } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('extension-removed', {
  finds: {
    uvm: {
      calls: [get({ extensions: { uvm: true } })],
      at: [['publicKey.extensions.uvm', 'given']],
    },
    'a transaction text, without the text': {
      calls: [get({ extensions: { txAuthSimple: 'Pay?' } })],
      at: [['publicKey.extensions.txAuthSimple', 'given']],
    },
  },
  leaves: {
    'an extension of a browser’s own': [get({ extensions: { payment: { isPayment: true } } })],
  },
})
