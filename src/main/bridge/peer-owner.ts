import { readFile } from 'node:fs/promises'
import type { Connection, PeerOwner } from './ports'

/** Loopback addresses in the notation of /proc/net/tcp and tcp6 on little-endian machines. */
const IPV4 = '0100007F'
const IPV4_IN_IPV6 = '0000000000000000FFFF00000100007F'
const IPV6 = '00000000000000000000000001000000'

/**
 * Finds the owner in the kernel's list of TCP sockets, which Linux has. Without a readable list the owner is
 * undefined.
 *
 * @param readTable reads the list of one family. Tests pass their own.
 */
export function procPeerOwner(
  readTable: (family: 'tcp' | 'tcp6') => Promise<string> = (family) =>
    readFile(`/proc/net/${family}`, 'ascii'),
): PeerOwner {
  return {
    uidOf: async (connection) => {
      for (const [family, address] of candidates(connection.peerAddress)) {
        const table = await readTable(family).catch(() => '')
        const uid = findUid(table, address, connection)
        if (uid !== undefined) return uid
      }
      return undefined
    },
  }
}

/** An IPv4 connection may use an IPv6 socket, which only tcp6 lists. */
function candidates(peerAddress: string): readonly (readonly ['tcp' | 'tcp6', string])[] {
  return peerAddress === '::1'
    ? [['tcp6', IPV6]]
    : [
        ['tcp', IPV4],
        ['tcp6', IPV4_IN_IPV6],
      ]
}

/**
 * A line has these columns: number, local address, remote address, state, queues, timer, retransmissions,
 * uid, … The peer's local port is this server's remote port.
 */
function findUid(
  table: string,
  address: string,
  { peerPort, ownPort }: Connection,
): number | undefined {
  const local = `${address}:${hexPort(peerPort)}`
  const remote = `${address}:${hexPort(ownPort)}`
  for (const line of table.split('\n')) {
    if (!line.includes(local)) continue
    const columns = line.trim().split(/\s+/)
    if (columns[1] === local && columns[2] === remote) return Number(columns[7])
  }
  return undefined
}

function hexPort(port: number): string {
  return port.toString(16).toUpperCase().padStart(4, '0')
}
