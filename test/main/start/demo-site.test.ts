import { expect, it } from 'vitest'
import { DemoSite } from '../../../src/main/start/demo-site'
import type { UtilityEvents } from '../../../src/main/start/utility-process'
import type { DemoNews, DemoOrder } from '../../../src/shared/demo-messages'

const ORIGIN = 'http://localhost:47810'

/** A site whose helpers answer as `answer` says. */
function built(answer: (helper: UtilityEvents) => void, browse = async () => {}) {
  const orders: DemoOrder[] = []
  const browsed: string[] = []
  const helpers: UtilityEvents[] = []
  let ended = 0
  const site = new DemoSite({
    start: (events) => {
      helpers.push(events)
      return {
        send: (order) => {
          orders.push(order)
          answer(events)
        },
        end: () => void ended++,
      }
    },
    pageFolder: '/app/demo',
    browse: async (url) => {
      browsed.push(url)
      await browse()
    },
  })
  return { site, orders, browsed, helpers, ended: () => ended }
}

const say = (news: DemoNews) => (helper: UtilityEvents) => helper.message(news)
const listens = say({ is: 'listening', origin: ORIGIN })

it('starts the relying party once, and opens its page each time', async () => {
  const { site, orders, browsed } = built(listens)

  await site.open(47_801)
  await site.open(47_801)

  expect(orders).toEqual([{ bridgePort: 47_801, pageFolder: '/app/demo' }])
  expect(browsed).toEqual([ORIGIN, ORIGIN])
})

it('starts again for another port of the bridge, because the page has the old port', async () => {
  const { site, orders, ended } = built(listens)

  await site.open(47_801)
  await site.open(47_900)

  expect(orders.map(({ bridgePort }) => bridgePort)).toEqual([47_801, 47_900])
  expect(ended()).toBe(1)
})

it('says that pages cannot reach Latchkey while the bridge is off', async () => {
  const { site, orders } = built(listens)

  await expect(site.open(null)).rejects.toThrow('Switch the bridge on under Pages first.')
  expect(orders).toEqual([])
})

it('says why the page cannot be served, and tries again the next time', async () => {
  const { site, orders } = built(say({ is: 'failed', message: 'no port is free' }))

  await expect(site.open(47_801)).rejects.toThrow('It could not be started: no port is free.')
  await expect(site.open(47_801)).rejects.toThrow('no port is free')
  expect(orders).toHaveLength(2)
})

it('starts again after its helper has died', async () => {
  const { site, orders, helpers } = built(listens)
  await site.open(47_801)

  helpers[0]?.ended()
  await site.open(47_801)

  expect(orders).toHaveLength(2)
})

it('says that a helper died before it listened', async () => {
  const { site } = built((helper) => helper.ended())

  await expect(site.open(47_801)).rejects.toThrow('It ended before its page could be opened.')
})

it('gives the address if no browser could be opened', async () => {
  const { site } = built(listens, () => Promise.reject(new Error('no handler')))

  await expect(site.open(47_801)).rejects.toThrow(`Open ${ORIGIN} in your browser.`)
})

it('opens no address but one of this computer', async () => {
  const { site, browsed } = built((helper) =>
    helper.message({ is: 'listening', origin: 'https://example.org' }),
  )

  await expect(site.open(47_801)).rejects.toThrow('Latchkey does not know')
  expect(browsed).toEqual([])
})
