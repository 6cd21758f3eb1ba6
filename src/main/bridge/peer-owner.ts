import type { Connection, PeerOwner } from './ports'
import { findOwners, type TableText } from './socket-table'
import { socketTableReader } from './socket-table-file'

type Family = 'tcp' | 'tcp6'
type ReadTable = (family: Family) => TableText

/** Loopback addresses in the notation of /proc/net/tcp and tcp6 on little-endian machines. */
const IPV4 = '0100007F'
const IPV4_IN_IPV6 = '0000000000000000FFFF00000100007F'
const IPV6 = '00000000000000000000000001000000'

interface Asking {
  readonly connection: Connection
  readonly tell: (uid: number | undefined) => void
}

/**
 * Finds the owner in Linux's list of TCP sockets. The owner is undefined when the list cannot be read.
 *
 * @param readTable reads the list of one family. Tests pass their own.
 */
export function procPeerOwner(readTable: ReadTable = socketTableReader()): PeerOwner {
  const queue = new LookupQueue(readTable)
  return { uidOf: (connection) => new Promise((tell) => queue.add({ connection, tell })) }
}

/**
 * Reads the lists for all callers, one read at a time. A caller during a read waits for the next read, because the current one
 * may already have passed the line.
 */
class LookupQueue {
  readonly #readTable: ReadTable
  #asking: Asking[] = []
  #isReading = false

  constructor(readTable: ReadTable) {
    this.#readTable = readTable
  }

  add(asking: Asking): void {
    this.#asking.push(asking)
    if (!this.#isReading) void this.#readForAll()
  }

  async #readForAll(): Promise<void> {
    this.#isReading = true
    while (this.#asking.length > 0) {
      const batch = this.#asking
      this.#asking = []
      // The kernel writes the list in parts, so a line can be missed when other sockets close between two parts.
      const missed = await this.#lookUp(await this.#lookUp(batch))
      for (const { tell } of missed) tell(undefined)
    }
    this.#isReading = false
  }

  /** Reports the owners that it finds, and returns the callers that still wait. */
  async #lookUp(asking: readonly Asking[]): Promise<readonly Asking[]> {
    return this.#lookUpIn('tcp6', await this.#lookUpIn('tcp', asking))
  }

  async #lookUpIn(family: Family, asking: readonly Asking[]): Promise<readonly Asking[]> {
    const wanted = new Set(
      asking.flatMap(({ connection }) => addressesIn(family, connection) ?? []),
    )
    if (wanted.size === 0) return asking
    const owners = await this.#owners(family, wanted)
    return asking.filter(({ connection, tell }) => {
      const uid = owners.get(addressesIn(family, connection) ?? '')
      if (uid !== undefined) tell(uid)
      return uid === undefined
    })
  }

  async #owners(family: Family, wanted: ReadonlySet<string>): Promise<ReadonlyMap<string, number>> {
    try {
      return await findOwners(this.#readTable(family), wanted)
    } catch {
      return new Map()
    }
  }
}

/** The peer's socket as the list writes it: the peer's local port is this server's remote port. */
function addressesIn(family: Family, { peerAddress, peerPort, ownPort }: Connection) {
  const address = addressIn(family, peerAddress)
  return address && `${address}:${hexPort(peerPort)} ${address}:${hexPort(ownPort)}`
}

/** An IPv4 connection may use an IPv6 socket, which only tcp6 lists. */
function addressIn(family: Family, peerAddress: string): string | undefined {
  if (family === 'tcp') return peerAddress === '::1' ? undefined : IPV4
  return peerAddress === '::1' ? IPV6 : IPV4_IN_IPV6
}

function hexPort(port: number): string {
  return port.toString(16).toUpperCase().padStart(4, '0')
}
