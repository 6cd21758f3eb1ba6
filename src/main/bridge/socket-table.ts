/** The kernel's list of TCP sockets (proc_net_tcp(5)): one socket per line. */

/** The list's text, in pieces of any length. */
export type TableText = AsyncIterable<string> | Iterable<string>

/**
 * Finds the owners of sockets. Reads the list once for all wanted sockets, and keeps only one line in memory: the list has a
 * line for each socket of the computer, and another user can open many thousands of sockets.
 *
 * @param wanted each socket's two addresses as in the list: local address, one space, remote address.
 * @returns user ids by the wanted addresses. A socket that is not in the list is missing.
 */
export async function findOwners(
  table: TableText,
  wanted: ReadonlySet<string>,
): Promise<ReadonlyMap<string, number>> {
  const owners = new Map<string, number>()
  let rest = ''
  for await (const piece of table) {
    const text = rest + piece
    let start = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      readLine(text.slice(start, end), wanted, owners)
      start = end + 1
    }
    rest = text.slice(start)
    if (owners.size === wanted.size) break
  }
  return owners
}

/** A line has these columns: number and colon, local address, remote address, state, queues, timer, retries, uid, … */
function readLine(line: string, wanted: ReadonlySet<string>, owners: Map<string, number>): void {
  const start = line.indexOf(':') + 2
  const end = line.indexOf(' ', line.indexOf(' ', start) + 1)
  const addresses = line.slice(start, end)
  if (!wanted.has(addresses)) return
  const [, , , , uid] = line.slice(end).trim().split(/\s+/)
  owners.set(addresses, Number(uid))
}
