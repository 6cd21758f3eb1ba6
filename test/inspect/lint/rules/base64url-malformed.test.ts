import { bytesFor, create, get } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

const PADDED = `${bytesFor('padded')}=`

plantedRule('base64url-malformed', {
  finds: {
    padding: {
      calls: [get({ challenge: PADDED })],
      at: [
        [
          'publicKey.challenge',
          `${PADDED.slice(0, 6)}… (${Math.floor((PADDED.length * 3) / 4)} bytes)`,
        ],
      ],
    },
    'the standard alphabet': {
      calls: [get({ allowCredentials: [{ type: 'public-key', id: 'ab+/', transports: ['usb'] }] })],
      at: [['publicKey.allowCredentials[0].id', '"ab+/"']],
    },
    'a padded user id': {
      calls: [create({ user: { id: 'AQIDBAUGBwg=', name: 'ada', displayName: '' } })],
      at: [['publicKey.user.id', '"AQIDBAUGBwg="']],
    },
  },
  leaves: {
    base64url: [
      get({ allowCredentials: [{ type: 'public-key', id: 'ab-_', transports: ['usb'] }] }),
    ],
  },
})
