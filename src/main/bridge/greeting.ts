import {
  PROTOCOL_VERSION,
  type BridgeMessage,
  type PageMessage,
} from '../../shared/bridge-messages'
import { encodeBase64Url } from '../../shared/base64url'
import type { PageState } from './page-state'
import { bridgeProof } from './proof'
import type { SessionContext } from './session-context'

const NONCE_BYTES = 16
/** Messages, and members of messages, that earlier bridges of this protocol version refuse. */
const ACCEPTS = ['capabilities', 'hasSignal', 'uiMode'] as const

export type HelloMessage = Extract<PageMessage, { readonly t: 'hello' }>

export interface Greeting {
  readonly state: PageState
  readonly welcome: BridgeMessage
  /** Why the page's grant is not valid; null if the grant is valid or the page sent none. */
  readonly reason: string | null
}

type GreetingContext = Pick<SessionContext, 'ports' | 'grants' | 'lostGrants' | 'appVersion'>

/** Answers `hello`. The answer to an invalid grant equals the answer to a missing grant. */
export function greet(
  { cnonce, grant }: HelloMessage,
  origin: string,
  { ports, grants, lostGrants, appVersion }: GreetingContext,
): Greeting {
  const snonce = encodeBase64Url(ports.random.bytes(NONCE_BYTES))
  const welcome = {
    t: 'welcome',
    v: PROTOCOL_VERSION,
    app: appVersion,
    snonce,
    accepts: ACCEPTS,
  } as const
  if (!ports.vault.isOpen())
    return { state: { is: 'locked' }, welcome: { ...welcome, state: 'locked' }, reason: null }
  const found = grant === undefined ? null : grants.find(grant, origin)
  if (!found?.ok) {
    if (grant !== undefined) lostGrants.cameBack(grant, origin)
    return {
      state: { is: 'unpaired' },
      welcome: { ...welcome, state: 'unpaired' },
      reason: found?.reason ?? null,
    }
  }
  const nonces = { page: cnonce, bridge: snonce }
  const proof = bridgeProof(found.grant.token, origin, nonces)
  return {
    state: { is: 'challenge', grant: found.grant, nonces },
    welcome: { ...welcome, state: 'challenge', proof },
    reason: null,
  }
}
