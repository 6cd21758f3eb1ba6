/** A page that the bridge disconnects (4000), because the page has proved no grant and makes no call. */
import { expect, it } from 'vitest'
import { settle, testConnection } from '../../support/page-bridge'
import { GRANT } from '../../support/scripted-bridge'

it('is idle, not absent, until it asks again', async () => {
  const { page, connection } = testConnection()
  await connection.greeted()

  page.closeAll(4000)
  page.clock.advance(600_000)
  await settle()

  expect(connection.state).toBe('idle')
  expect(page.opened).toBe(1)
  await connection.ready({ mayPair: true, asksLocked: false, signal: undefined })
  expect(connection.state).toBe('ready')
})

it('reconnects by itself when it has a grant', async () => {
  const { page, connection, grants } = testConnection()
  grants.keep(GRANT, 'longer')
  page.bridge.grants.set(GRANT.grant, GRANT.token)
  await connection.greeted()

  page.closeAll(4000)
  page.clock.advance(1000)
  await settle()

  expect(connection.state).toBe('ready')
})
