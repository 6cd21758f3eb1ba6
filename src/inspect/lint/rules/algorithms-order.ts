import { onCreate } from '../rule'
import { shownList } from '../shown'

const ES256 = -7
const RS256 = -257

export const algorithmsOrder = onCreate(
  {
    id: 'algorithms-order',
    severity: 'hint',
    title: 'RS256 stands before ES256.',
    section: 'WebAuthn §5.4',
    why: 'Authenticators take the first algorithm that they have. RSA keys and signatures are several times as long, and slower to make.',
    instead: 'Order the list by preference: EdDSA (−8), ES256 (−7), then RS256 (−257).',
  },
  ({ options: { algorithms } }) => {
    const [rs256, es256] = [algorithms.indexOf(RS256), algorithms.indexOf(ES256)]
    return rs256 !== -1 && es256 !== -1 && rs256 < es256
      ? [{ path: 'publicKey.pubKeyCredParams', value: shownList(algorithms) }]
      : []
  },
)
