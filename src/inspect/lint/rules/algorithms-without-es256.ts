import { onCreate } from '../rule'
import { shownList } from '../shown'

const ES256 = -7

export const algorithmsWithoutEs256 = onCreate(
  {
    id: 'algorithms-without-es256',
    severity: 'warning',
    title: '`pubKeyCredParams` lacks ES256 (−7).',
    section: 'WebAuthn §5.4',
    why: 'Most authenticators make ES256 keys, and many make no others. Their users cannot register.',
    instead: 'Add `{ "type": "public-key", "alg": -7 }`, or leave the list empty for the default.',
  },
  ({ options: { parameters, algorithms } }) =>
    parameters.length > 0 && algorithms.length > 0 && !algorithms.includes(ES256)
      ? [{ path: 'publicKey.pubKeyCredParams', value: shownList(algorithms) }]
      : [],
)
