import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { createServer } from 'node:net'
import { text } from 'node:stream/consumers'
import { SCRIPT_PATH } from '../../shared/bridge-messages'

/** Looks at one TCP port of this computer. */
export interface PortProbe {
  isFree(port: number): Promise<boolean>
  /** Whether a Latchkey serves its script there. */
  isLatchkey(port: number): Promise<boolean>
}

export const systemPortProbe: PortProbe = {
  isFree: (port) =>
    new Promise((resolve) => {
      const server = createServer()
      server.once('error', () => resolve(false))
      server.listen({ host: '127.0.0.1', port, exclusive: true }, () =>
        server.close(() => resolve(true)),
      )
    }),
  isLatchkey: async (port) => {
    try {
      const asked = get(`http://127.0.0.1:${port}${SCRIPT_PATH}`, { agent: false, timeout: 2000 })
      asked.on('timeout', () => asked.destroy())
      const [response] = (await once(asked, 'response')) as [IncomingMessage]
      return response.statusCode === 200 && (await text(response)).includes('latchkey')
    } catch {
      return false
    }
  },
}
