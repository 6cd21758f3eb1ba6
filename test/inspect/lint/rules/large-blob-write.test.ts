import { PASSKEY, get } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('large-blob-write', {
  finds: {
    'a blob for any credential': {
      calls: [get({ extensions: { largeBlob: { write: 'AQ' } } })],
      at: [['publicKey.extensions.largeBlob.write', '0 credentials allowed']],
    },
    'a blob in a conditional sign-in': {
      calls: [
        get(
          {
            allowCredentials: [{ type: 'public-key', id: PASSKEY, transports: ['internal'] }],
            extensions: { largeBlob: { write: 'AQ' } },
          },
          { mediation: 'conditional' },
        ),
      ],
      at: [['publicKey.extensions.largeBlob.write', 'in a conditional request']],
    },
    'read: false beside write': {
      calls: [
        get({
          allowCredentials: [{ type: 'public-key', id: PASSKEY, transports: ['internal'] }],
          extensions: { largeBlob: { read: false, write: 'AQ' } },
        }),
      ],
      at: [['publicKey.extensions.largeBlob', 'read and write']],
    },
    'reading and writing': {
      calls: [
        get({
          allowCredentials: [{ type: 'public-key', id: PASSKEY, transports: ['internal'] }],
          extensions: { largeBlob: { read: true, write: 'AQ' } },
        }),
      ],
      at: [['publicKey.extensions.largeBlob', 'read and write']],
    },
  },
  leaves: {
    'a blob for one credential': [
      get({
        allowCredentials: [{ type: 'public-key', id: PASSKEY, transports: ['internal'] }],
        extensions: { largeBlob: { write: 'AQ' } },
      }),
    ],
  },
})
