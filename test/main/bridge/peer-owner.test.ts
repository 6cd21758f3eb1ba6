import { createServer, connect, type AddressInfo, type Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { procPeerOwner } from '../../../src/main/bridge/peer-owner'

const HEADER =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n'
const ours = { peerAddress: '127.0.0.1', peerPort: 50_000, ownPort: 47_801 }

describe('procPeerOwner', () => {
  it('finds the user at the other end of an IPv4 connection', async () => {
    const owner = procPeerOwner(tables({ tcp: line('0100007F:C350', '0100007F:BAB9', 1001) }))

    expect(await owner.uidOf(ours)).toBe(1001)
  })

  it('finds the user at the other end of an IPv6 connection', async () => {
    const address = '00000000000000000000000001000000'
    const owner = procPeerOwner(tables({ tcp6: line(`${address}:C350`, `${address}:BAB9`, 1001) }))

    expect(await owner.uidOf({ ...ours, peerAddress: '::1' })).toBe(1001)
  })

  it('finds a program that reaches IPv4 through an IPv6 socket', async () => {
    const address = '0000000000000000FFFF00000100007F'
    const owner = procPeerOwner(tables({ tcp6: line(`${address}:C350`, `${address}:BAB9`, 1001) }))

    expect(await owner.uidOf(ours)).toBe(1001)
  })

  it('does not mistake its own end or another connection for the peer', async () => {
    const owner = procPeerOwner(
      tables({
        tcp:
          line('0100007F:BAB9', '0100007F:C350', 1000) +
          line('0100007F:C350', '0100007F:0050', 1000) +
          line('0200007F:C350', '0100007F:BAB9', 1000),
      }),
    )

    expect(await owner.uidOf(ours)).toBeUndefined()
  })

  it('returns undefined when the list cannot be read', async () => {
    const owner = procPeerOwner(() => {
      throw new Error('ENOENT')
    })

    expect(await owner.uidOf(ours)).toBeUndefined()
  })

  it('finds an owner in whatever pieces the list comes', async () => {
    const text = HEADER + line('0100007F:C350', '0100007F:BAB9', 1001)
    const owner = procPeerOwner(() => Array.from(text))

    expect(await owner.uidOf(ours)).toBe(1001)
  })

  it('serves all who wait with one reading, and reads again for who asks during a reading', async () => {
    const finishReading: ((text: string) => void)[] = []
    const owner = procPeerOwner(async function* (family) {
      if (family === 'tcp6') return
      yield await new Promise<string>((resolve) => finishReading.push(resolve))
    })
    const text = line('0100007F:C350', '0100007F:BAB9', 1001)

    const first = owner.uidOf(ours)
    const others = Array.from({ length: 1_000 }, () => owner.uidOf(ours))
    expect(finishReading).toHaveLength(1)
    finishReading[0]!(text)
    expect(await first).toBe(1001)
    await expect.poll(() => finishReading).toHaveLength(2)
    finishReading[1]!(text)

    expect(new Set(await Promise.all(others))).toEqual(new Set([1001]))
    expect(finishReading).toHaveLength(2)
  })

  it('reads once more for a line that a reading has missed', async () => {
    const texts = ['', line('0100007F:C350', '0100007F:BAB9', 1001)]
    const owner = procPeerOwner((family) => [family === 'tcp' ? (texts.shift() ?? '') : ''])

    expect(await owner.uidOf(ours)).toBe(1001)
  })

  it.runIf(process.platform === 'linux')('finds the user of this process', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as AddressInfo
    const client = connect(port, '127.0.0.1')
    const peer = await new Promise<Socket>((resolve) => server.once('connection', resolve))

    const uid = await procPeerOwner().uidOf({
      peerAddress: '127.0.0.1',
      peerPort: peer.remotePort!,
      ownPort: port,
    })
    client.destroy()
    server.close()

    expect(uid).toBe(process.getuid!())
  })
})

function tables(content: { tcp?: string; tcp6?: string }) {
  return (family: 'tcp' | 'tcp6') => [HEADER, content[family] ?? '']
}

function line(local: string, remote: string, uid: number): string {
  return `   0: ${local} ${remote} 01 00000000:00000000 00:00000000 00000000  ${uid}        0 640 1 00000000a8560c36\n`
}
