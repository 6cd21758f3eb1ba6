/** A page of an automation session, whose script contains the grant. */
import { expect, it } from 'vitest'
import { fixedGrant } from '../../../src/page/connection/fixed-grant'
import { settle, testConnection } from '../../support/page-bridge'
import { GRANT } from '../../support/scripted-bridge'

const reach = { mayPair: true, asksLocked: false, signal: undefined }
const sessionEnded = expect.objectContaining({ kind: 'sessionEnded' })

function sessionPage() {
  return testConnection({ grants: fixedGrant(GRANT), canPair: false })
}

it('is ready if the app knows the session', async () => {
  const { page, connection } = sessionPage()
  page.bridge.grants.set(GRANT.grant, GRANT.token)

  await connection.ready(reach)

  expect(connection.state).toBe('ready')
})

it('connects once, and says that the session has ended, if the app does not know the session', async () => {
  const { page, connection } = sessionPage()

  await expect(connection.ready(reach)).rejects.toEqual(sessionEnded)
  await expect(connection.ready(reach)).rejects.toEqual(sessionEnded)
  page.clock.advance(3_600_000)
  await settle()

  expect(page.opened).toBe(1)
  expect(page.bridge.heardOf('pair')).toEqual([])
  expect(page.warnings).toHaveLength(1)
})
