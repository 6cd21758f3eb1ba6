import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, it } from 'vitest'
import { serveDemo } from '../../src/demo-helper/serve-demo'
import { demoNewsSchema, type DemoNews } from '../../src/shared/demo-messages'
import * as v from 'valibot'

const pageFolder = fileURLToPath(new URL('../../demo/page', import.meta.url))
const taken = createServer()

afterEach(() => taken.close())

/** Orders a demo as the main process does, and returns its answer. */
async function order(message: unknown, firstPort: number): Promise<DemoNews> {
  return new Promise((resolve) => {
    serveDemo(
      {
        onMessage: (listener) => listener(message),
        send: (news) => resolve(v.parse(demoNewsSchema, structuredClone(news))),
      },
      firstPort,
    )
  })
}

const originOf = (news: DemoNews) => (news.is === 'listening' ? news.origin : '')

it('serves a page that has the script of the bridge', async () => {
  const news = await order({ bridgePort: 47_999, pageFolder }, 0)

  const page = await (await fetch(originOf(news))).text()
  expect(page).toContain('<script src="http://127.0.0.1:47999/latchkey.js"></script>')
})

it('takes a free port where another program has the usual one', async () => {
  await new Promise<void>((resolve) => taken.listen(0, 'localhost', resolve))
  const { port } = taken.address() as AddressInfo

  const news = await order({ bridgePort: 47_999, pageFolder }, port)

  expect(originOf(news)).not.toBe(`http://localhost:${port}`)
  expect((await fetch(originOf(news))).status).toBe(200)
})

it('says why it cannot serve the page', async () => {
  const news = await order({ bridgePort: 47_999, pageFolder: '/no/such/folder' }, 0)

  expect(news).toMatchObject({ is: 'failed', message: expect.stringContaining('/no/such/folder') })
})
