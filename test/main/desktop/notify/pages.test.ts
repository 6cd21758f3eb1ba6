import { expect, it } from 'vitest'
import { notifyOfPages } from '../../../../src/main/desktop/notify/pages'
import { ORIGIN } from '../../../support/bridge'
import { details, startSignalling } from '../../../support/signalling-page'

async function world() {
  const signalling = await startSignalling()
  await signalling.keep()
  const { latchkey, home } = signalling
  let told = 0
  notifyOfPages(latchkey, () => told++, home.clock)
  /** How many events the window got since the last call, after all pending events. */
  const since = () => {
    // A reader of the record gets the entries that wait until the pages are idle.
    latchkey.activity.list()
    home.clock.advance(1_000)
    const times = told
    told = 0
    return times
  }
  return { signalling, latchkey, since }
}

it('reports a page that was paired and connects, and a page that disconnects', async () => {
  const { signalling, since } = await world()
  const { page } = await signalling.page()
  expect(since()).toBeGreaterThan(0)

  page.socket.close()
  await expect.poll(since).toBeGreaterThan(0)
})

it('reports a page’s own policy', async () => {
  const { latchkey, since } = await world()
  await latchkey.pagePolicies.set(ORIGIN, 'delete')
  expect(since()).toBe(1)

  await latchkey.pagePolicies.set(ORIGIN, 'delete')
  expect(since()).toBe(0)
})

it('reports a signal that uses up quota, and no other signal', async () => {
  const { signalling, since } = await world()
  const page = await signalling.page()
  since()
  for (const policy of ['google-password-manager', 'spec'] as const) {
    signalling.choosePolicy(policy)
    await page.signal(details({ name: policy }))
    await page.signal(details({ name: policy }))
    await signalling.settle()

    expect(since(), policy).toBe(policy === 'spec' ? 0 : 1)
  }
})

it('reports many changes in few calls', async () => {
  const { latchkey, since } = await world()
  for (let i = 0; i < 20; i++)
    await latchkey.pagePolicies.set(ORIGIN, i % 2 === 0 ? 'delete' : 'spec')

  expect(since()).toBe(2)
})

it('reports that the pages of a locked vault cannot be read', async () => {
  const { signalling, since } = await world()
  await signalling.lock()

  expect(since()).toBeGreaterThan(0)
})

it('reports that the user has signed in to a page', async () => {
  const { latchkey, since } = await world()

  latchkey.signIns.state(ORIGIN)

  expect(since()).toBe(1)
})
