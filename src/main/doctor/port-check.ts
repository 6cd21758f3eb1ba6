import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { createServer } from 'node:net'
import { text } from 'node:stream/consumers'
import type { Finding } from '../../cli/doctor/finding'
import { DEFAULT_PORT, PORTS_TRIED, SCRIPT_PATH } from '../../shared/bridge-messages'

export interface Ports {
  isFree(port: number): Promise<boolean>
  /** Whether a Latchkey gives out its script there. */
  isLatchkey(port: number): Promise<boolean>
}

export async function checkPorts(ports: Ports): Promise<readonly Finding[]> {
  const all = Array.from({ length: PORTS_TRIED }, (_, index) => DEFAULT_PORT + index)
  const states = await Promise.all(
    all.map(async (port) => {
      if (await ports.isFree(port)) return { port, state: 'free' as const }
      return {
        port,
        state: (await ports.isLatchkey(port)) ? ('ours' as const) : ('taken' as const),
      }
    }),
  )
  const check = 'port'
  const ours = states.filter(({ state }) => state === 'ours').map(({ port }) => port)
  const taken = states.filter(({ state }) => state === 'taken').map(({ port }) => port)
  const free = states.find(({ state }) => state === 'free')
  const others =
    taken.length === 0
      ? null
      : `Another program has port ${taken.join(', ')}; see which with “ss -ltnp”.`
  if (ours.length > 0)
    return [
      { check, state: 'well', found: `Latchkey listens at ${ours.join(', ')}.`, advice: others },
    ]
  if (!free)
    return [
      {
        check,
        state: 'wrong',
        found: `Other programs have all ports from ${DEFAULT_PORT} on.`,
        advice: 'End one of them, or start Latchkey with --bridge-port.',
      },
    ]
  if (free.port === DEFAULT_PORT)
    return [{ check, state: 'well', found: `Port ${free.port} is free.`, advice: others }]
  const found = `Port ${DEFAULT_PORT} is taken; Latchkey will listen at ${free.port}.`
  return [
    {
      check,
      state: 'note',
      found,
      advice: `${others ?? ''} The script’s address has that port then.`.trim(),
    },
  ]
}

export const systemPorts: Ports = {
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
