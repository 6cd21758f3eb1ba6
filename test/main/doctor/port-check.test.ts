import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { checkPorts } from '../../../src/main/doctor/port-check'
import { systemPortProbe, type PortProbe } from '../../../src/main/doctor/port-probe'
import { runningBridge } from '../../../src/main/doctor/running-bridge'
import type { ListenerState } from '../../../src/shared/app-state'
import { commandApp, commandSocket } from '../../support/command-app'
import { startLatchkey } from '../../support/latchkey'

const PAGE_SCRIPT = '/* latchkey */'
const notRunning = Promise.resolve(undefined)

function running(state: Partial<ListenerState>): Promise<ListenerState> {
  return Promise.resolve({ enabled: true, port: 47_801, addresses: [], problem: null, ...state })
}

describe('the ports, to a probe in memory', () => {
  const probe = (free: readonly number[], latchkeys: readonly number[] = []): PortProbe => ({
    isFree: async (port) => free.includes(port),
    isLatchkey: async (port) => latchkeys.includes(port),
  })
  const rest = [47_802, 47_803, 47_804, 47_805]

  it.each([
    ['all are free', probe([47_801, ...rest]), 'well', 'Port 47801 is free.', /^null$/],
    [
      'another program has the first',
      probe(rest),
      'note',
      'Port 47801 is taken; Latchkey will listen at 47802.',
      /^Another program uses port 47801\. .* Use this port in the address of the page’s script\.$/,
    ],
    [
      'another Latchkey has the first',
      probe(rest, [47_801]),
      'note',
      'Port 47801 is taken; Latchkey will listen at 47802.',
      /^A Latchkey with another data folder uses port 47801\. Use this port/,
    ],
    [
      'all are taken',
      probe([]),
      'wrong',
      'Other programs use all ports from 47801 on.',
      /Quit one/,
    ],
  ] as const)('before the start: %s', async (_what, ports, state, found, advice) => {
    const [finding] = await checkPorts(ports, notRunning)

    expect(finding).toMatchObject({ check: 'port', state, found })
    expect(String(finding?.advice)).toMatch(advice)
  })

  it.each([
    ['listens at the usual port', {}, 'well', 'Latchkey listens at 47801.', /^null$/],
    ['listens at another one', { port: 50_000 }, 'well', 'Latchkey listens at 50000.', /^Another/],
    [
      'listens at one address alone',
      { problem: 'It cannot listen on ::1.' },
      'note',
      'Latchkey listens at 47801.',
      /^It cannot listen on ::1\.$/,
    ],
    [
      'found no port',
      { port: null, problem: 'Quit the programs.' },
      'wrong',
      'Latchkey is running, but it listens at no port.',
      /^Quit the programs\. Another program uses port 47801/,
    ],
    [
      'has its bridge off',
      { port: null, enabled: false },
      'note',
      'Latchkey is running, but its bridge is off, so no page can reach it.',
      /^Switch the bridge on/,
    ],
  ] as const)('while Latchkey runs and %s', async (_what, bridge, state, found, advice) => {
    const [finding] = await checkPorts(probe(rest), running(bridge))

    expect(finding).toMatchObject({ state, found })
    expect(String(finding?.advice)).toMatch(advice)
  })
})

describe('the ports of this computer', () => {
  /** A Latchkey that listens for pages and for commands. */
  async function start() {
    const { latchkey, port } = await startLatchkey(undefined, { pageScript: PAGE_SCRIPT })
    onTestFinished(() => latchkey.close())
    const path = await commandSocket(await commandApp(latchkey.vault, latchkey.bridge))
    return { latchkey, port, path }
  }

  /** Without its time-out, which a busy machine could exceed. */
  const probe: PortProbe = {
    isFree: (port) => systemPortProbe.isFree(port),
    isLatchkey: (port) => systemPortProbe.isLatchkey(port, new AbortController().signal),
  }
  const check = (own: Promise<ListenerState | 'silent' | undefined>, ...ports: number[]) =>
    checkPorts(probe, own, ports)

  it('are Latchkey’s if it runs, which notices nothing', async () => {
    const { latchkey, port, path } = await start()

    expect(await check(runningBridge(path), port)).toEqual([
      { check: 'port', state: 'well', found: `Latchkey listens at ${port}.`, advice: null },
    ])
    expect(await probe.isLatchkey(port)).toBe(true)
    await latchkey.bridge.stop()
    expect(latchkey.activity.list()).toEqual([])
  })

  it('are distinguished if two Latchkeys run', async () => {
    const [one, other] = [await start(), await start()]
    const both = [other.port, one.port] as const

    expect(await check(runningBridge(one.path), ...both)).toMatchObject([
      {
        state: 'well',
        found: `Latchkey listens at ${one.port}.`,
        advice: `A Latchkey with another data folder uses port ${other.port}.`,
      },
    ])
    expect(await check(runningBridge(`${one.path}-absent`), ...both)).toMatchObject([
      { state: 'wrong', advice: expect.stringContaining(`ports ${both.join(', ')}`) as string },
    ])
  })

  it('are free once Latchkey has ended', async () => {
    const { latchkey, port, path } = await start()
    await latchkey.bridge.stop()

    expect(await check(runningBridge(path), port)).toMatchObject([
      { state: 'note', found: expect.stringContaining('its bridge is off') as string },
    ])
    expect(await check(notRunning, port)).toMatchObject([{ found: `Port ${port} is free.` }])
  })

  const page: RequestListener = (_request, response) =>
    void response.setHeader('content-type', 'text/html').end('<script src=/latchkey.js></script>')
  const otherScript: RequestListener = (_request, response) =>
    void response.setHeader('content-type', 'text/javascript').end('void 0')
  const missing: RequestListener = (_request, response) =>
    void response.writeHead(404, { 'content-type': 'text/javascript' }).end(PAGE_SCRIPT)

  it.each<[string, () => Server]>([
    ['that answers every path with its page', () => createServer(page)],
    ['that serves another script', () => createServer(otherScript)],
    ['that says what it does not have', () => createServer(missing)],
    ['that closes every connection', () => createTcpServer((socket) => socket.destroy())],
    ['that speaks no HTTP', () => createTcpServer((socket) => void socket.end('SSH-2.0\r\n'))],
  ])('belong to another program %s', async (_what, make) => {
    const port = await listening(make(), '127.0.0.1')

    expect(await check(notRunning, port)).toMatchObject([
      { advice: expect.stringContaining(`Another program uses port ${port}.`) as string },
    ])
  })

  it('belong to another program that never answers, or never ends its answer', async () => {
    for (const answer of [
      '',
      `HTTP/1.1 200 OK\r\nContent-Type: text/javascript\r\n\r\n${PAGE_SCRIPT}`,
    ]) {
      const late = new AbortController()
      const server = createTcpServer((socket) => {
        socket.write(answer, () => late.abort())
        onTestFinished(() => void socket.destroy())
      })
      const port = await listening(server, '127.0.0.1')

      expect(await systemPortProbe.isLatchkey(port, late.signal)).toBe(false)
    }
  })

  it('are taken if another program has one of the two addresses', async () => {
    const port = await listening(createTcpServer(), '::1')

    expect(await systemPortProbe.isFree(port)).toBe(false)
  })
})

async function listening(server: Server, host: string): Promise<number> {
  server.listen({ host, port: 0 })
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}
