import { create, get } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('extension-refused', {
  finds: {
    'a list of PRF inputs in a registration': {
      calls: [create({ extensions: { prf: { evalByCredential: {} } } })],
      at: [['publicKey.extensions.prf.evalByCredential', 'refused in create()']],
    },
    'large blob support in a sign-in': {
      calls: [get({ extensions: { largeBlob: { support: 'required' } } })],
      at: [['publicKey.extensions.largeBlob.support', 'refused in get()']],
    },
    'appid in a registration': {
      calls: [create({ extensions: { appid: 'https://example.org' } })],
      at: [['publicKey.extensions.appid', 'refused in create()']],
    },
    'credProps and minPinLength in a sign-in': {
      calls: [get({ extensions: { credProps: true, minPinLength: true } })],
      at: [
        ['publicKey.extensions.credProps', 'refused in get()'],
        ['publicKey.extensions.minPinLength', 'refused in get()'],
      ],
    },
    'reading a large blob in a registration': {
      calls: [create({ extensions: { largeBlob: { read: true } } })],
      at: [['publicKey.extensions.largeBlob.read', 'refused in create()']],
    },
  },
  leaves: {
    'extensions in their ceremony': [
      create({ extensions: { credProps: true, minPinLength: true } }),
    ],
    'inputs in their ceremonies': [
      create({
        extensions: { largeBlob: { support: 'preferred' }, prf: { eval: { first: 'AQ' } } },
      }),
      get({ extensions: { appid: 'https://example.org', largeBlob: { read: true } } }),
    ],
  },
})
