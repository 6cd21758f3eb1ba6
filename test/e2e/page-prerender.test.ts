/**
 * A page that Chromium prerenders, with the app's own bridge. Puppeteer drives it, because Playwright switches prerendering
 * off.
 */
import { launch, type Browser } from 'puppeteer-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { MemoryPorts, startBridge } from '../support/bridge'
import { authenticationJson } from '../support/credential-json'
import { buildPageScript, PageServer } from '../support/fake-bridge'

let browser: Browser
let pages: PageServer

beforeAll(async () => {
  pages = await PageServer.start()
  browser = await launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
  })
})
afterAll(async () => {
  await browser.close()
  await pages.stop()
})

/** Makes a call while the page is prerendered and another when it is shown, and stores the outcomes. */
const ASKS_TWICE = `<script>
  const note = (what) =>
    localStorage.setItem('seen', JSON.stringify([...JSON.parse(localStorage.getItem('seen') ?? '[]'), what]))
  const ask = (when) => navigator.credentials.get({ publicKey: { challenge: Uint8Array.of(1) } })
    .then(({ id }) => id, ({ name }) => name).then((outcome) => note([when, outcome, latchkey.state]))
  document.addEventListener('prerenderingchange', () => ask('shown'))
  ask(document.prerendering ? 'prerendered' : 'not prerendered')
</script>`

it('a prerendered page of a paired origin asks nothing before it is shown, and is served then', async () => {
  const { ports, bridge, port } = await startBridge(new MemoryPorts(), {
    script: await buildPageScript(),
  })
  const tag = `<script src="http://127.0.0.1:${port}/latchkey.js"></script>`
  const next = pages.add({ html: tag + ASKS_TWICE })
  const rules = JSON.stringify({ prerender: [{ urls: [next], eagerness: 'immediate' }] })
  const first = pages.add({
    html: `<script type="speculationrules">${rules}</script><a href="${next}">next</a>`,
  })
  const reader = await browser.newPage()
  await reader.goto(pages.add({ html: '' }))
  const page = await browser.newPage()
  await page.goto(pages.add({ html: tag }))
  const paired = page.evaluate(() => window.latchkey?.pair())
  await expect.poll(() => ports.pairings).toHaveLength(1)
  ports.pairings[0]?.answer({ allow: true, duration: '30-days' })
  await paired

  await page.goto(first)
  // Another tab of the origin reads the stored outcomes, because Puppeteer loses a prerendered page when it is shown.
  const seen = () =>
    reader.evaluate(() => JSON.parse(localStorage.getItem('seen') ?? '[]') as unknown)
  await expect.poll(seen).toEqual([['prerendered', 'NotAllowedError', 'idle']])
  expect(ports.asked).toEqual([])
  // The previous page was left.
  await expect.poll(() => bridge.connectedInAll()).toBe(0)

  await page.click('a')
  await expect.poll(() => ports.asked).toHaveLength(1)
  ports.asked[0]?.succeed(authenticationJson())

  const { id } = authenticationJson()
  await expect.poll(seen).toEqual([
    ['prerendered', 'NotAllowedError', 'idle'],
    ['shown', id, 'ready'],
  ])
})
