import { expect, it } from 'vitest'
import type { AutomationPorts } from '../../../src/main/automation/ports'
import { Sessions } from '../../../src/main/automation/sessions'
import { MemoryWorld } from '../../support/automation'
import { FakeClock } from '../../support/fake-clock'

const STARTED = {
  type: 'ceremonyStarted',
  ceremonyId: 'first',
  ceremony: 'get',
  origin: 'https://example.org',
  mediation: null,
} as const

it('a session records the events of a world that is still starting, with the time of the system clock', async () => {
  const clock = new FakeClock()
  const ports: AutomationPorts = {
    newSessionHost: async (tell) => {
      tell(STARTED)
      return new MemoryWorld()
    },
    newId: () => 'session',
    random: { bytes: (length) => new Uint8Array(length) },
    now: () => clock.now(),
    clock,
    fault: () => undefined,
  }

  const { events } = await new Sessions(ports, new MemoryWorld(), 0).open()

  expect(events.since(0)).toEqual([{ ...STARTED, seq: 1, at: clock.now() }])
})
