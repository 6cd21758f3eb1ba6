/**
 * The bridge's side of the protocol without the app. Sends the answers that the test has set, and records what the page
 * sent. Independent of the transport (see `page-bridge.ts` and `fake-bridge.ts`).
 */
import { createHmac, randomBytes } from 'node:crypto'
import type {
  AuthenticatorCapabilities,
  BridgeMessage,
  PageMessage,
} from '../../src/shared/bridge-messages'

export type CeremonyRequest = Extract<PageMessage, { t: 'create' | 'get' }>
export interface Wire {
  readonly send: (message: BridgeMessage) => void
  readonly close: (code: number, reason?: string) => void
}

export const GRANT = {
  grant: 'AAAAAAAAAAAAAAAA',
  token: 'BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA',
}

export class ScriptedBridge {
  /** Everything that any page has sent, in order. */
  readonly heard: PageMessage[] = []
  readonly grants = new Map<string, string>()
  isLocked = false
  /** A program that does not know the token, in the bridge's place. */
  isImpostor = false
  /** Answers a ceremony; undefined leaves it open. */
  answer: (request: CeremonyRequest) => BridgeMessage | undefined = ({ id }) => notAllowed(id)
  /** Answers `pair` after the code; undefined leaves it open. */
  pairing: (id: number) => BridgeMessage | undefined = (id) => this.allow(id)
  /** Whether the bridge accepts `capabilities`. Earlier bridges refuse it. */
  accepts: readonly string[] | undefined = ['capabilities', 'hasSignal', 'uiMode']
  capabilities: AuthenticatorCapabilities = {
    conditionalCreate: true,
    conditionalGet: true,
    hybridTransport: true,
    immediateGet: false,
    passkeyPlatformAuthenticator: true,
    userVerifyingPlatformAuthenticator: true,
  }
  signalAnswer: (id: number) => BridgeMessage = (id) => ({ t: 'result', id, credential: null })

  heardOf<T extends PageMessage['t']>(t: T): Extract<PageMessage, { t: T }>[] {
    return this.heard.filter(
      (message): message is Extract<PageMessage, { t: T }> => message.t === t,
    )
  }

  /** The bridge's message when the user allows the pairing. */
  allow(id: number, keep: 'session' | 'longer' = 'session'): BridgeMessage {
    this.grants.set(GRANT.grant, GRANT.token)
    return { t: 'paired', id, ...GRANT, expires: null, keep }
  }

  /** Call this when a page connects. Returns the function that receives its messages. */
  connect(origin: string, wire: Wire): (text: string) => void {
    return (text) => {
      const message = JSON.parse(text) as PageMessage
      this.heard.push(message)
      const reply = this.#reply(message, origin, wire)
      if (reply) wire.send(reply)
    }
  }

  #reply(message: PageMessage, origin: string, wire: Wire): BridgeMessage | undefined {
    switch (message.t) {
      case 'hello':
        return this.#welcome(message, origin)
      case 'auth':
        return { t: 'ready', expires: null }
      case 'pair':
        wire.send({ t: 'pair-code', id: message.id, code: '482913' })
        return this.pairing(message.id)
      case 'signal':
        return this.signalAnswer(message.id)
      case 'capabilities':
        return { t: 'capabilities', id: message.id, capabilities: this.capabilities }
      case 'abort':
      case 'echo':
        return undefined
      default:
        return this.isLocked ? locked(message.id) : this.answer(message)
    }
  }

  #welcome({ cnonce, grant }: Extract<PageMessage, { t: 'hello' }>, origin: string): BridgeMessage {
    const snonce = randomBytes(16).toString('base64url')
    const { accepts } = this
    const welcome = {
      t: 'welcome',
      v: 1,
      app: '0.0.0',
      snonce,
      ...(accepts && { accepts }),
    } as const
    if (this.isLocked) return { ...welcome, state: 'locked' }
    if (this.isImpostor) return { ...welcome, state: 'challenge', proof: 'A'.repeat(43) }
    const token = this.grants.get(grant ?? '')
    if (token === undefined) return { ...welcome, state: 'unpaired' }
    const proof = createHmac('sha256', Buffer.from(token, 'base64url'))
      .update(['server', origin, cnonce, snonce].join('\n'))
      .digest('base64url')
    return { ...welcome, state: 'challenge', proof }
  }
}

function locked(id: number): BridgeMessage {
  return { t: 'error', id, name: 'NotAllowedError', message: 'Latchkey is locked. Unlock it' }
}

export function notAllowed(id: number): BridgeMessage {
  return { t: 'error', id, name: 'NotAllowedError', message: 'not allowed' }
}
