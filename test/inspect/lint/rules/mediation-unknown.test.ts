import { create, get } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('mediation-unknown', {
  finds: {
    'the mediation of a draft': {
      calls: [get({}, { mediation: 'immediate' })],
      at: [['mediation', '"immediate"']],
    },
  },
  leaves: {
    'each that there is': [
      get({}, { mediation: 'required' }),
      create({}, { mediation: 'conditional' }),
      get({}, { mediation: 'optional' }),
    ],
  },
})
