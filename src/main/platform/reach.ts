/** From where a server can be reached. */

export interface Reach {
  /** The addresses that the server listens on. Never a wildcard. */
  readonly addresses: readonly string[]
  /** What callers write before the port, in URLs and in the Host header. The first one is Latchkey's own word for it. */
  readonly hosts: readonly [string, ...string[]]
  /** Whether programs on other computers may call, too. */
  readonly isForOthers: boolean
}

/** Only programs on this computer can connect. */
export const THIS_COMPUTER: Reach = {
  addresses: ['127.0.0.1', '::1'],
  hosts: ['127.0.0.1', 'localhost', '[::1]'],
  isForOthers: false,
}

/** A loopback address, also as a socket that takes both families writes it. */
const LOOPBACK = /^(?:::ffff:)?127\.\d+\.\d+\.\d+$|^::1$/

/**
 * One address of this computer, for callers on other computers.
 *
 * @param name as callers write it: a host name, or the address itself.
 * @param address what the name stands for.
 */
export function reachAt(name: string, address: string): Reach {
  const written = address.includes(':') ? `[${address}]` : address
  const called = name === address ? written : name
  const hosts: Reach['hosts'] = called === written ? [called] : [called, written]
  return { addresses: [address], hosts, isForOthers: !LOOPBACK.test(address) }
}

/** Whether a server with this reach takes a connection from there. */
export function takesPeer({ isForOthers }: Reach, peerAddress: string | undefined): boolean {
  return isForOthers || peerAddress === '127.0.0.1' || peerAddress === '::1'
}

/**
 * Whether a Host header names the server. In a DNS rebinding attack, the header has the attacker's name.
 *
 * @param host the header's value.
 */
export function isNamed({ hosts }: Reach, port: number, host: string): boolean {
  return hosts.some((name) => host === `${name}:${port}`)
}
