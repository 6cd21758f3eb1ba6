import { describe, expect, it } from 'vitest'
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

describe('the next session', () => {
  /** Sessions of worlds in memory, and all these worlds. */
  function prepared(makeWorld: () => MemoryWorld = () => new MemoryWorld()) {
    const clock = new FakeClock()
    const worlds: MemoryWorld[] = []
    const ports: AutomationPorts = {
      newSessionHost: async () => {
        const world = makeWorld()
        worlds.push(world)
        return world
      },
      newId: () => 'session',
      random: { bytes: (length) => new Uint8Array(length) },
      now: () => clock.now(),
      clock,
      fault: () => undefined,
    }
    return { clock, worlds, sessions: new Sessions(ports, new MemoryWorld(), 0) }
  }

  it('is prepared while its driver does not wait yet', async () => {
    const { clock, worlds, sessions } = prepared()
    const first = await sessions.open({ id: 'first' })
    clock.advance(20)
    expect(worlds).toHaveLength(2)

    const second = await sessions.open({ id: 'second' })

    expect([first.host, second.host]).toEqual(worlds)
    expect(first.host).not.toBe(second.host)
    expect(second.events).not.toBe(first.events)
  })

  it('is one alone, however many sessions were opened, and ends with the rest', async () => {
    const { clock, worlds, sessions } = prepared()
    await sessions.open({ id: 'first' })
    await sessions.open({ id: 'second' })
    clock.advance(1000)
    expect(worlds).toHaveLength(3)

    await sessions.endAll()

    expect(worlds.map(({ closed }) => closed)).toEqual([true, true, true])
  })

  it('fails for only one driver when it could not be prepared', async () => {
    let left = 1
    const { clock, sessions } = prepared(() => {
      if (left-- === 0) throw new Error('no port is free')
      return new MemoryWorld()
    })
    await sessions.open({ id: 'first' })
    clock.advance(20)

    await expect(sessions.open({ id: 'second' })).rejects.toThrow('no port is free')
    expect((await sessions.open({ id: 'third' })).id).toBe('third')
  })
})
