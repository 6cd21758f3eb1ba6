import { onCreate } from '../rule'
import { shownList } from '../shown'

const RS256 = -257

export const algorithmsWithoutRs256 = onCreate(
  {
    id: 'algorithms-without-rs256',
    severity: 'warning',
    title: '`pubKeyCredParams` lacks RS256 (−257).',
    section: 'WebAuthn §5.4',
    why: 'Windows Hello on many devices makes RS256 keys alone. Its users cannot register.',
    instead: 'Add `{ "type": "public-key", "alg": -257 }` as the last entry.',
  },
  ({ options: { parameters, algorithms } }) =>
    parameters.length > 0 && algorithms.length > 0 && !algorithms.includes(RS256)
      ? [{ path: 'publicKey.pubKeyCredParams', value: shownList(algorithms) }]
      : [],
)
