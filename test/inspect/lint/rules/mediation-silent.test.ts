import { OFFERED, get } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('mediation-silent', {
  finds: {
    'a silent sign-in': {
      calls: [get({}, { mediation: 'silent', credential: null })],
      at: [['mediation', '"silent"']],
    },
  },
  leaves: {
    'a conditional one': [get({}, OFFERED)],
  },
})
