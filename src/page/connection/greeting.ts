import { decodeBase64Url, encodeBase64Url } from '../../shared/base64url'
import { PROTOCOL_VERSION, proofText, type PageMessage } from '../../shared/bridge-messages'
import { awaitable } from '../awaitable'
import { bare } from '../bare'
import { BridgeFailure } from '../errors'
import type { ConnectionPorts, FramePlace } from '../ports'
import type { Conversation } from './conversation'
import type { StoredGrant } from './grants'

/** The page's description of itself. */
export interface Greeter {
  readonly origin: string
  readonly frame: FramePlace
  /** Version of the script. */
  readonly version: string
}

type Hello = Extract<PageMessage, { t: 'hello' }>

export type GreetingResult = 'ready' | 'unpaired' | 'locked'

const GREETING_MS = 5000

/**
 * Greets the bridge, and proves the grant if the page has one (docs/bridge-protocol.md). The bridge proves itself first, so
 * that another program on the port learns nothing useful.
 *
 * @throws {BridgeFailure} `absent`, `refused`, `version` or `impostor`.
 */
export async function greet(
  conversation: Conversation,
  greeter: Greeter,
  grant: StoredGrant | undefined,
  ports: Pick<ConnectionPorts, 'randomBytes' | 'hmac' | 'after'>,
): Promise<GreetingResult> {
  // Imports the key while the socket opens, because the browser does that in its own thread.
  const prove = grant && proverFor(grant, ports)
  await awaitable(conversation.opened)
  const giveUp = ports.after(GREETING_MS, () => conversation.close())
  try {
    const cnonce = encodeBase64Url(ports.randomBytes(16))
    const hello = bare<Hello>({
      t: 'hello',
      v: [PROTOCOL_VERSION],
      shim: greeter.version,
      cnonce,
      grant: grant?.grant,
      frame: greeter.frame,
    })
    const welcome = await awaitable(conversation.greet(hello))
    if (welcome === 'locked') return 'locked'
    if (welcome?.t !== 'welcome') throw new BridgeFailure('refused')
    if (welcome.v !== PROTOCOL_VERSION) throw new BridgeFailure('version')
    if (welcome.state !== 'challenge') return welcome.state

    // Latchkey does not challenge a page without a grant, so this challenge comes from another program.
    if (!prove) throw new BridgeFailure('impostor')
    const { origin } = greeter
    const theirs = prove(proofText('server', origin, cnonce, welcome.snonce))
    const ours = prove(proofText('client', origin, welcome.snonce, cnonce))
    if (welcome.proof !== (await awaitable(theirs))) throw new BridgeFailure('impostor')
    const proof = await awaitable(ours)
    const ready = await awaitable(conversation.greet(bare({ t: 'auth', proof } as const)))
    if (ready === 'locked') return 'locked'
    if (ready?.t !== 'ready') throw new BridgeFailure('refused')
    return 'ready'
  } finally {
    giveUp()
  }
}

function proverFor(
  { token }: StoredGrant,
  ports: Pick<ConnectionPorts, 'hmac'>,
): (text: string) => Promise<string> {
  const hmac = ports.hmac(decodeBase64Url(token))
  return async (text) => encodeBase64Url(await awaitable(hmac(text)))
}
