/**
 * The script of the measured pages. The page itself is one side. Each of its frames loads `latchkey.js` from one bridge
 * and is another side. The driver calls `window.contest`.
 */
import { encodeBase64Url } from '../../src/shared/base64url'

export type Call = 'get' | 'create' | 'echo' | 'sign' | 'keep'

export interface Contest {
  /** Connects to the echo server. */
  connect(echoPort: number): Promise<void>
  /** Adds a frame, loads the script of one bridge in the frame, and pairs it. */
  join(name: string, bridgePort: number): Promise<void>
  /**
   * Creates a passkey for the page's own host. `get` then asks for this passkey.
   *
   * @returns its credential id, base64url.
   */
  register(): Promise<string>
  /**
   * Makes the calls one at a time.
   *
   * @param side a frame's name; undefined: the page itself.
   * @returns the duration of each call, in milliseconds.
   */
  time(call: Call, calls: number, side?: string): Promise<number[]>
}

declare global {
  interface Window {
    readonly contest: Contest
  }
}

const frames = new Map<string, Window>()
let echo: WebSocket | undefined

const contest: Contest = {
  connect: (echoPort) =>
    new Promise((resolve, reject) => {
      echo = new WebSocket(`ws://127.0.0.1:${echoPort}`)
      echo.onopen = () => resolve()
      echo.onerror = () => reject(new Error('the echo does not answer'))
    }),
  join: async (name, bridgePort) => {
    const frame = document.createElement('iframe')
    frame.src = `/frame?bridge=${bridgePort}`
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve))
    document.body.append(frame)
    await loaded
    const realm = frame.contentWindow
    if (!realm?.latchkey) throw new Error(`latchkey.js did not load in ${name}`)
    await realm.latchkey.pair()
    frames.set(name, realm)
  },
  register: async () => {
    const options = creationOptions(location.hostname)
    const made = await navigator.credentials.create({ publicKey: options })
    return (made as PublicKeyCredential).id
  },
  time: async (call, calls, side) => {
    const times: number[] = []
    for (let i = 0; i < calls; i++) {
      const act = prepare(call, side)
      const start = performance.now()
      const result = await act()
      times.push(performance.now() - start)
      if (!result) throw new Error(`${call} has no result`)
    }
    return times
  },
}

/** Prepares a call's options, so that only the call itself is timed. */
function prepare(call: Call, side: string | undefined): () => Promise<unknown> {
  if (call === 'echo') return () => roundTrip('')
  if (call === 'sign' || call === 'keep') {
    const text = `${call} ${encodeBase64Url(random(32))}`
    return () => roundTrip(text)
  }
  const realm = side === undefined ? window : frames.get(side)
  if (!realm) throw new Error(`there is no ${side}`)
  const { credentials } = realm.navigator
  if (call === 'get') {
    const publicKey = { challenge: random(32) }
    return () => credentials.get({ publicKey })
  }
  const publicKey = creationOptions(location.hostname.replace(/^[^.]+\./, ''))
  return () => credentials.create({ publicKey })
}

function creationOptions(rpId: string): PublicKeyCredentialCreationOptions {
  return {
    challenge: random(32),
    rp: { id: rpId, name: 'Example' },
    user: { id: random(16), name: 'ada@example.org', displayName: 'Ada' },
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
    authenticatorSelection: { residentKey: 'required' },
  }
}

function roundTrip(text: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    if (!echo) throw new Error('the echo is not connected')
    echo.onmessage = resolve
    echo.onclose = () => reject(new Error('the echo is gone'))
    echo.send(text)
  })
}

function random(length: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(length))
}

Object.assign(window, { contest })
