import { expect, it } from 'vitest'
import type { ServerCallbacks } from '../../../../playwright/audit/relying-party'
import { UnmetNeeds } from '../../../../playwright/audit/run/fault-needs'
import { SessionPool } from '../../../../playwright/audit/run/session-pool'
import { bearsTwoUsers } from '../../../../playwright/audit/run/side-by-side'
import { serverStage } from '../../../../playwright/audit/stages/server-stage'
import { clientSessionForEachTest } from '../../../support/client-session'
import { simpleServer } from '../../../support/simple-server'

const world = clientSessionForEachTest()

function bears(server: ServerCallbacks): Promise<boolean> {
  let accounts = 0
  return bearsTwoUsers({
    stage: serverStage(server),
    sessions: new SessionPool({
      open: () => world.latchkey.openSession(),
      leave: () => Promise.resolve(),
    }),
    newAccount: () => ({ userName: `user-${++accounts}`, displayName: 'User' }),
    timeoutMs: 10_000,
    signal: new AbortController().signal,
    unmet: new UnmetNeeds(),
  })
}

it('a server that keeps a challenge for each user bears two', async () => {
  expect(await bears(simpleServer())).toBe(true)
})

it('a server that keeps one challenge for all users does not', async () => {
  const server = simpleServer()
  const everyone = { userName: 'everyone', displayName: 'Everyone' }

  expect(
    await bears({
      ...server,
      registrationOptions: () => server.registrationOptions(everyone),
      verifyRegistration: (response) => server.verifyRegistration(response, everyone),
    }),
  ).toBe(false)
})

it('a server that fails before it asks does not', async () => {
  const fail = () => Promise.reject(new Error('one user at a time'))

  expect(await bears({ ...simpleServer(), registrationOptions: fail })).toBe(false)
})
