import { Server } from 'node:net'
import { afterEach, expect, it, vi } from 'vitest'
import { AutomationSession } from '../../../src/main/automation-session/automation-session'
import { DrivenSession } from '../../support/driven-session'
import { FakeClock } from '../../support/fake-clock'

afterEach(() => vi.restoreAllMocks())

it('closes its parts when no port is free', async () => {
  const clock = new FakeClock()
  vi.spyOn(Server.prototype, 'listen').mockImplementation(function (this: Server) {
    queueMicrotask(() => this.emit('error', Object.assign(new Error(), { code: 'EADDRINUSE' })))
    return this
  })

  await expect(
    AutomationSession.open(new DrivenSession().parts(clock), () => undefined),
  ).rejects.toThrow()

  expect(clock.longest()).toBe(0)
})
