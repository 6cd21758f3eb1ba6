import { OFFERED, get } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('conditional-without-signal', {
  finds: {
    'an offer that cannot be aborted': {
      calls: [get({}, { ...OFFERED, hasSignal: false })],
      at: [['signal', 'absent']],
    },
  },
  leaves: {
    'one that can': [get({}, OFFERED)],
    'one of which that is not known': [get({}, { ...OFFERED, hasSignal: null })],
    'a dialog': [get({}, { hasSignal: false })],
  },
})
