import { Server } from 'node:net'
import { afterEach, expect, it, vi } from 'vitest'
import { AutomationSession } from '../../../src/main/automation-session/automation-session'
import { MemoryAuthenticator } from '../../../src/main/automation-session/memory-authenticator'
import { decodeBase64Url } from '../../../src/shared/base64url'
import { DrivenSession } from '../../support/driven-session'
import { FakeClock } from '../../support/fake-clock'
import { creationOptions } from '../../support/webauthn-options'

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

it('opens the key of a new passkey after the answer', async () => {
  const openKey = vi.spyOn(MemoryAuthenticator.prototype, 'openKey')
  const clock = new FakeClock()
  const session = await AutomationSession.open(new DrivenSession().parts(clock), () => undefined)
  const ceremony = {
    requester: { origin: 'https://example.org', crossOrigin: false, topOrigin: null },
    options: creationOptions(),
    mediation: undefined,
  }

  const { id } = await session.ceremonies.create(ceremony, new AbortController().signal)
  expect(openKey).not.toHaveBeenCalled()
  await expect.poll(() => openKey.mock.calls).toEqual([[decodeBase64Url(id)]])

  await session.close()
})
