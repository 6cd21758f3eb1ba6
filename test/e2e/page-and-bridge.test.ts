/** The page's script and the app's own bridge in a real Chromium. Both must speak the same protocol. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { beforeEach, expect, it } from 'vitest'
import { procPeerOwner } from '../../src/main/bridge/peer-owner'
import { registrationJson } from '../support/credential-json'
import { ChromiumPage } from '../support/chromium-page'
import { MemoryPorts, startBridge } from '../support/bridge'

const at = ChromiumPage.forEachTest()
let ports: MemoryPorts
let bridge: Awaited<ReturnType<typeof startBridge>>['bridge']
let port: number

beforeEach(async () => {
  const memory = new MemoryPorts()
  const owner = procPeerOwner()
  memory.peers.uidOf = (connection) => owner.uidOf(connection)
  ;({ ports, bridge, port } = await startBridge(memory, {
    script: at.code,
    uid: process.getuid?.(),
  }))
  await at.page.goto(at.pages.add({ html: at.tag('data-when-absent="native"', port) }))
})

/** Calls `create()`, and lets the user allow every question. */
async function createWithUser(): Promise<unknown> {
  const before = ports.asked.length
  const outcome = at.create()
  await expect.poll(() => ports.pairings).toHaveLength(1)
  ports.pairings[0]?.answer({ allow: true, duration: 'session' })
  await expect.poll(() => ports.asked.length).toBeGreaterThan(before)
  ports.asked.at(-1)?.succeed(registrationJson())
  return outcome
}

/** Makes a passkey, and makes the page keep its grant. */
async function pairForDays(): Promise<void> {
  const first = at.create()
  await expect.poll(() => ports.pairings).toHaveLength(1)
  ports.pairings[0]?.answer({ allow: true, duration: '30-days' })
  await expect.poll(() => ports.asked).toHaveLength(1)
  ports.asked[0]?.succeed(registrationJson())
  await first
}

it('pairs a page, and makes a passkey for it', async () => {
  const outcome = createWithUser()

  await at.page.locator('latchkey-pairing').waitFor({ state: 'detached' })
  expect(await outcome).toEqual({ value: registrationJson() })
  expect(ports.asked[0]).toMatchObject({
    kind: 'create',
    requester: { origin: at.pages.origin, crossOrigin: false, topOrigin: null },
    options: { challenge: 'AQID', rp: { name: 'Example' } },
  })
})

it('knows the page by its grant after it was loaded again', async () => {
  await createWithUser()
  await at.page.reload()

  await expect.poll(() => at.state()).toBe('ready')
  expect(ports.pairings).toHaveLength(1)
})

it('asks without a code about a page that cleared its storage, and knows the page afterwards', async () => {
  await pairForDays()
  await at.page.evaluate(() => localStorage.clear())
  await at.page.reload()

  const second = at.create()
  await expect.poll(() => ports.pairingsAgain).toHaveLength(1)
  expect(await at.page.locator('latchkey-pairing').count()).toBe(0)
  ports.pairingsAgain[0]?.answer(true)
  await expect.poll(() => ports.asked).toHaveLength(2)
  ports.asked[1]?.succeed(registrationJson())

  expect(await second).toEqual({ value: registrationJson() })
  expect(ports.kept.size).toBe(1)
  await at.page.reload()
  await expect.poll(() => at.state()).toBe('ready')
  expect(ports.pairings).toHaveLength(1)
})

it('receives the signals of a page once it is paired', async () => {
  const signal = () =>
    at.page.evaluate(() =>
      PublicKeyCredential.signalUnknownCredential({ rpId: 'localhost', credentialId: 'AQ' }),
    )
  await signal()
  await createWithUser()
  await signal()

  expect(ports.sent).toMatchObject([
    { kind: 'unknownCredential', hearing: 'never' },
    { kind: 'unknownCredential', hearing: 'now' },
  ])
})

it('tells the page when the vault is locked, and when it is open again', async () => {
  await createWithUser()

  ports.lock()
  await expect.poll(() => at.state()).toBe('locked')
  expect(await at.create()).toMatchObject({
    error: { name: 'NotAllowedError', message: expect.stringContaining('Unlock it') },
  })

  ports.unlock()
  await expect.poll(() => at.state()).toBe('ready')
})

it('serves a page that connected while it was locked', async () => {
  await createWithUser()
  ports.lock()
  await at.page.reload()
  await expect.poll(() => at.state()).toBe('locked')

  ports.unlock()

  await expect.poll(() => at.state()).toBe('ready')
})

it('tells a paired page what the authenticators can do when the page asks', async () => {
  await createWithUser()
  const available = () =>
    at.page.evaluate(() => PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable())
  expect(await available()).toBe(true)

  ports.canDo = { ...ports.canDo, userVerifyingPlatformAuthenticator: false }

  expect(await available()).toBe(false)
})

it('makes the page forget a grant that was revoked', async () => {
  await createWithUser()

  bridge.revoke(at.pages.origin)

  await expect.poll(() => at.state()).toBe('unpaired')
  expect(await at.page.evaluate(() => sessionStorage.length)).toBe(0)
})

it('leaves a page that the user blocks without any passkey, the browser’s own included', async () => {
  const outcome = at.create()
  await expect.poll(() => ports.pairings).toHaveLength(1)
  ports.pairings[0]?.answer({ allow: false, block: true })

  expect(await outcome).toMatchObject({ error: { name: 'NotAllowedError' } })
  // The block also closes the page's socket, and the page may learn of that at another time.
  await expect
    .poll(() => at.create())
    .toMatchObject({
      error: {
        name: 'NotAllowedError',
        message: expect.stringContaining('refused this page'),
      },
    })
})

it('ends a ceremony that the page aborts', async () => {
  await createWithUser()
  const name = at.page.evaluate(() => {
    const controller = new AbortController()
    const reason = new DOMException('The time is over.', 'TimeoutError')
    addEventListener('message', () => controller.abort(reason), { once: true })
    return navigator.credentials
      .get({ publicKey: { challenge: Uint8Array.of(1) }, signal: controller.signal })
      .catch((error: unknown) => (error as Error).name)
  })
  await expect.poll(() => ports.asked.at(-1)?.kind).toBe('get')
  await at.page.evaluate(() => postMessage('abort'))

  expect(await name).toBe('TimeoutError')
  await expect.poll(() => ports.asked.at(-1)?.signal.aborted).toBe(true)
})

it('serves a page that is isolated from other origins', async () => {
  const headers = {
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
  }
  await at.page.goto(at.pages.add({ html: at.tag('', port), headers }))

  expect(await at.page.evaluate(() => crossOriginIsolated)).toBe(true)
  expect(await createWithUser()).toEqual({ value: registrationJson() })
})

it('ends the request of a page that enters the back/forward cache, and serves the page when it returns', async () => {
  await createWithUser()
  const address = at.page.url()
  await at.page.evaluate(() => {
    navigator.credentials
      .get({ publicKey: { challenge: Uint8Array.of(1) } })
      .catch((error: unknown) => Object.assign(window, { ended: (error as Error).name }))
  })
  await expect.poll(() => ports.asked).toHaveLength(2)
  const states = () =>
    at.page.evaluate(() => [(window as never as { ended: string }).ended, window.latchkey?.state])

  await at.page.goto(at.pages.add({ html: '<a href="#">elsewhere</a>' }))
  await expect.poll(() => ports.asked[1]?.signal.aborted).toBe(true)
  await at.page.evaluate(() => history.back())

  // Only the earlier document knows how its call ended.
  await expect.poll(() => at.page.url()).toBe(address)
  await expect.poll(states).toEqual(['NotAllowedError', 'ready'])
})

it('ends what a tab asked when the tab’s process ends, as it does when the tab is discarded', async () => {
  await createWithUser()
  void at.create().catch(() => undefined)
  await expect.poll(() => ports.asked).toHaveLength(2)

  const devTools = await at.context.newCDPSession(at.page)
  void devTools.send('Page.crash').catch(() => undefined)

  await expect.poll(() => ports.asked[1]?.signal.aborted).toBe(true)
  await expect.poll(() => bridge.connectedInAll()).toBe(0)
})

it('is checked by the browser if the tag has its hash', async () => {
  const tagWith = (hash: string) => at.tag(`integrity="${hash}" crossorigin`, port)
  const isLoaded = () => at.page.evaluate(() => 'latchkey' in window)

  await at.page.goto(at.pages.add({ html: tagWith(bridge.state.scriptIntegrity) }))
  expect(await isLoaded()).toBe(true)
  await at.page.goto(at.pages.add({ html: tagWith(`sha384-${'A'.repeat(64)}`) }))
  expect(await isLoaded()).toBe(false)
})

it('is not touched by a service worker that another program left at its address', async () => {
  const url = `http://127.0.0.1:${port}/`
  await bridge.stop()
  const stop = await squat(port)
  await at.page.goto(url)
  await at.page.evaluate(async () => {
    await navigator.serviceWorker.register('/worker.js')
    await navigator.serviceWorker.ready
  })
  await stop()
  await bridge.start({ port })
  // The worker is active: it answers for the bridge's own address.
  await at.page.goto(url)
  expect(await at.page.textContent('body')).toBe('squatted')
  const registered = at.page.evaluate(() =>
    navigator.serviceWorker.register('/latchkey.js').then(
      () => 'registered',
      (error: unknown) => (error as Error).name,
    ),
  )
  expect(await registered).toBe('TypeError')

  await at.page.goto(at.pages.add({ html: at.tag('', port) }))

  expect(await createWithUser()).toEqual({ value: registrationJson() })
})

/** Another program at the bridge's port, whose service worker answers every request of its scope. */
async function squat(port: number): Promise<() => Promise<unknown>> {
  const worker = 'onfetch = (event) => event.respondWith(new Response("squatted"))'
  const server = createServer(({ url }, response) => {
    const [type, text] = url === '/worker.js' ? ['text/javascript', worker] : ['text/html', '']
    response.writeHead(200, { 'Content-Type': type }).end(text)
  })
  await once(server.listen(port, '127.0.0.1'), 'listening')
  return () => {
    server.closeAllConnections()
    return once(server.close(), 'close')
  }
}
