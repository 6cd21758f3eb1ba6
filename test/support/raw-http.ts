import { connect } from 'node:net'

/** Sends bytes as they are, and resolves with everything that is received until the other side closes. */
export function exchange(port: number, bytes: string | Uint8Array, host = '127.0.0.1') {
  return new Promise<string>((resolve, reject) => {
    const socket = connect({ port, host })
    let answer = ''
    socket.setEncoding('latin1')
    socket.on('connect', () => socket.write(bytes))
    socket.on('data', (text: string) => {
      answer += text
      // An upgraded connection stays open.
      if (answer.startsWith('HTTP/1.1 101')) socket.destroy()
    })
    socket.on('close', () => resolve(answer))
    socket.on('error', (error) => (answer ? resolve(answer) : reject(error)))
  })
}

/** Sends a text, then `more` repeatedly until an answer arrives, and resolves with the whole answer. */
export function slowExchange(port: number, text: string, more = ''): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1' }).setEncoding('latin1')
  socket.write(text)
  const sender = setInterval(() => socket.write(more), 5)
  let answer = ''
  socket.on('data', (piece: string) => {
    clearInterval(sender)
    answer += piece
  })
  socket.on('error', () => undefined)
  return new Promise((resolve) => socket.once('close', () => resolve(answer)))
}

type Headers = Readonly<Record<string, string | readonly string[] | null>>

/**
 * An upgrade request that the bridge accepts, as text; give only the headers that the test is about. null
 * leaves a header out, a list repeats it.
 */
export function upgradeText(
  port: number,
  headers: Headers = {},
  requestLine = 'GET /v1/ws HTTP/1.1',
): string {
  return requestText(requestLine, {
    Host: `127.0.0.1:${port}`,
    Upgrade: 'websocket',
    Connection: 'Upgrade',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Protocol': 'latchkey.v1',
    Origin: 'http://localhost:47810',
    ...headers,
  })
}

/** A request for the page's script that the bridge answers. */
export function scriptText(
  port: number,
  headers: Headers = {},
  requestLine = 'GET /latchkey.js HTTP/1.1',
): string {
  return requestText(requestLine, {
    Host: `127.0.0.1:${port}`,
    'Sec-Fetch-Site': 'cross-site',
    'Sec-Fetch-Mode': 'no-cors',
    'Sec-Fetch-Dest': 'script',
    Connection: 'close',
    ...headers,
  })
}

function requestText(requestLine: string, headers: Headers): string {
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    value === null ? [] : [value].flat().map((one) => `${name}: ${one}`),
  )
  return [requestLine, ...lines, '', ''].join('\r\n')
}
