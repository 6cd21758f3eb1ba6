/** The addresses from which a Latchkey for test drivers can be reached. */
import { lookup } from 'node:dns/promises'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { reachAt, THIS_COMPUTER, type Reach } from '../platform/reach'
import { whyNotListening } from '../platform/why-not-listening'

/**
 * @param listen the name or address by which callers on other computers reach this one; undefined for only this computer.
 * @throws {Error} a sentence, when the name does not belong to this computer.
 */
export async function automationReach(listen: string | undefined): Promise<Reach> {
  if (listen === undefined) return THIS_COMPUTER
  const address = await addressOf(listen)
  await tryToListen(listen, address)
  return reachAt(listen, address)
}

async function addressOf(listen: string): Promise<string> {
  try {
    return (await lookup(listen)).address
  } catch {
    throw new Error(`--listen: no address is known here for ${listen}.`)
  }
}

/** Tries before anything starts, so that the reason can be reported. */
async function tryToListen(listen: string, address: string): Promise<void> {
  const server = createServer()
  server.listen({ host: address, port: 0, exclusive: true })
  try {
    await once(server, 'listening')
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    throw new Error(
      `--listen: this computer cannot listen on ${listen}, because ${whyNotListening(code)}. Name an address of this computer.`,
    )
  }
  server.close()
}

/** The warning for the person who started it. */
export function openWarning({ hosts: [host] }: Reach): string {
  return `Other computers can reach this Latchkey at ${host}. Whoever knows its secret address can drive it, and nothing is encrypted on the way: use --listen only in a network for tests.`
}
