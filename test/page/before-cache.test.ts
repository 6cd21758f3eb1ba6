import { beforeEach, expect, it } from 'vitest'
import { beforeCache } from '../../src/page/before-cache'
import type { Realm } from '../../src/page/realm'

/** What happened, in order. */
let told: string[]
let page: EventTarget & { document: { visibilityState: string } }

beforeEach(() => {
  told = []
  page = Object.assign(new EventTarget(), { document: { visibilityState: 'visible' } })
  beforeCache(page as unknown as Realm, () => told.push('suspended'))
  page.addEventListener('pagehide', () => told.push('pagehide'))
  page.addEventListener('visibilitychange', () => told.push('hidden'))
})

function leave(persisted: boolean): void {
  page.dispatchEvent(Object.assign(new Event('pagehide'), { persisted }))
  if (page.document.visibilityState === 'hidden') return
  page.document.visibilityState = 'hidden'
  page.dispatchEvent(new Event('visibilitychange'))
}

it('suspends after the last listener of the page', () => {
  leave(true)

  expect(told).toEqual(['pagehide', 'hidden', 'suspended'])
})

it('suspends a hidden page too', () => {
  page.document.visibilityState = 'hidden'

  leave(true)

  expect(told).toContain('suspended')
})

it('leaves the socket of a page that ends to the browser', () => {
  leave(false)

  expect(told).not.toContain('suspended')
})

it('suspends each time, and not when the page is hidden later', () => {
  for (let visit = 0; visit < 2; visit++) {
    page.document.visibilityState = 'visible'
    leave(true)
  }
  page.dispatchEvent(new Event('visibilitychange'))

  expect(told.filter((event) => event === 'suspended')).toHaveLength(2)
})
