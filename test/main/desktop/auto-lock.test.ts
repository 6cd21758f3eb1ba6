import { expect, it } from 'vitest'
import { lockByItself, type Presence } from '../../../src/main/desktop/auto-lock'
import type { AutoLockSettings } from '../../../src/shared/auto-lock'
import { FakeClock } from '../../support/fake-clock'

function watched(settings: Partial<AutoLockSettings>) {
  const clock = new FakeClock()
  const listeners = new Map<string, () => void>()
  const world = { idleSeconds: 0, screen: 'active' as 'active' | 'locked', open: true }
  const locks: string[] = []
  const presence: Presence = {
    on: (event, listener) => listeners.set(event, listener),
    getSystemIdleState: () => world.screen,
    getSystemIdleTime: () => world.idleSeconds,
  }
  lockByItself({
    presence,
    clock,
    settings: () => ({ lockWhenAway: false, lockAfterMinutes: 0, ...settings }),
    isOpen: () => world.open,
    lock: (why) => {
      world.open = false
      locks.push(why)
    },
  })
  return { clock, world, locks, emit: (event: string) => listeners.get(event)?.() }
}

it.each([
  ['suspend', 'the computer sleeps'],
  ['lock-screen', 'the screen was locked'],
])('locks on %s if the user wants that', (event, why) => {
  const { emit, locks } = watched({ lockWhenAway: true })
  emit(event)
  expect(locks).toEqual([why])
})

it('locks within five seconds if the desktop only says that its screen is locked', () => {
  const { clock, world, locks } = watched({ lockWhenAway: true })
  world.screen = 'locked'
  clock.advance(5_000)
  expect(locks).toEqual(['the screen is locked'])
})

it.each([5, 15, 60] as const)('locks after %s minutes without input, and not before', (minutes) => {
  const { clock, world, locks } = watched({ lockAfterMinutes: minutes })
  world.idleSeconds = minutes * 60 - 1
  clock.advance(5_000)
  expect(locks).toEqual([])

  world.idleSeconds = minutes * 60
  clock.advance(5_000)

  expect(locks).toEqual([`no input for ${minutes} minutes`])
})

it('does nothing if the user did not choose it', () => {
  const { clock, world, locks, emit } = watched({})
  world.screen = 'locked'
  world.idleSeconds = 100_000
  emit('suspend')
  emit('lock-screen')
  clock.advance(60_000)
  expect(locks).toEqual([])
})

it('locks once, and again after the vault was opened again', () => {
  const { clock, world, locks, emit } = watched({ lockWhenAway: true, lockAfterMinutes: 5 })
  emit('lock-screen')
  emit('suspend')
  world.idleSeconds = 1000
  clock.advance(60_000)
  expect(locks).toHaveLength(1)

  world.open = true
  clock.advance(5_000)

  expect(locks).toHaveLength(2)
})
