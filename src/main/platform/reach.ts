/** The addresses at which a server can be reached. */

export interface Reach {
  /** The addresses that the server listens on. Never a wildcard. */
  readonly addresses: readonly string[]
  /** The host names in URLs and in the Host header. Latchkey itself uses the first one. */
  readonly hosts: readonly [string, ...string[]]
  /** Whether programs on other computers may also call. */
  readonly isForOthers: boolean
}

/** Only programs on this computer can connect. */
export const THIS_COMPUTER: Reach = {
  addresses: ['127.0.0.1', '::1'],
  hosts: ['127.0.0.1', 'localhost', '[::1]'],
  isForOthers: false,
}

/** A loopback address, also in the notation of a dual-stack socket. */
const LOOPBACK = /^(?:::ffff:)?127\.\d+\.\d+\.\d+$|^::1$/

/**
 * One address of this computer, for callers on other computers.
 *
 * @param name the host name or address that callers use.
 * @param address the address of that name.
 */
export function reachAt(name: string, address: string): Reach {
  const written = address.includes(':') ? `[${address}]` : address
  const called = name === address ? written : name
  const hosts: Reach['hosts'] = called === written ? [called] : [called, written]
  return { addresses: [address], hosts, isForOthers: !LOOPBACK.test(address) }
}

/** Whether a server with this reach accepts a connection from this address. */
export function takesPeer({ isForOthers }: Reach, peerAddress: string | undefined): boolean {
  return isForOthers || peerAddress === '127.0.0.1' || peerAddress === '::1'
}

/**
 * Whether a Host header names the server. In a DNS rebinding attack, the header contains the attacker's name.
 *
 * @param host the header's value.
 */
export function isNamed({ hosts }: Reach, port: number, host: string): boolean {
  return hosts.some((name) => host === `${name}:${port}`)
}
