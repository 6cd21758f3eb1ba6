import { expect, it } from 'vitest'
import type { CeremonyCall } from '../../../src/inspect/lint/page-call'
import { recallCalls } from '../../../src/main/page-lint/recalled-calls'
import type { CeremonyDetail } from '../../../src/shared/ceremony-detail'
import { activityEntry, keptCeremony } from '../../support/window-data'

function world(count: number, detail: (entryId: string) => CeremonyDetail | null = keptOf) {
  const rests: (() => void)[] = []
  const recalled: (readonly [string, CeremonyCall])[] = []
  const failures: unknown[] = []
  let isOpen = true
  const entries = Array.from({ length: count }, (_, index) =>
    activityEntry({ id: `e${index}`, kind: 'get', at: count - index }),
  )
  const { resume, stop } = recallCalls({
    activity: { list: () => [...entries, activityEntry({ id: 's', kind: 'signal' })], detail },
    recall: (key, call) => void recalled.push([key, call]),
    after: (_, piece) => {
      rests.push(piece)
      return () => void rests.splice(rests.indexOf(piece), 1)
    },
    isOpen: () => isOpen,
    failed: (error) => void failures.push(error),
  })
  return {
    recalled,
    failures,
    resume,
    stop,
    unlock: () => (isOpen = true),
    lock: () => (isOpen = false),
    rest: () => rests.shift()?.(),
    isResting: () => rests.length > 0,
  }
}

function keptOf(entryId: string): CeremonyDetail {
  return keptCeremony({ entryId, kind: 'get' })
}

it('recalls ceremonies newest first, a few at a time', () => {
  const { recalled, rest, isResting } = world(6)
  expect(recalled).toEqual([])

  rest()
  expect(recalled.map(([key]) => key)).toEqual(['e0', 'e1', 'e2', 'e3'])
  rest()
  expect(recalled.map(([key]) => key).slice(4)).toEqual(['e4', 'e5'])
  expect(isResting()).toBe(false)
})

it('recalls a thousand calls at most', () => {
  const { recalled, rest, isResting } = world(1500)
  while (isResting()) rest()

  expect(recalled).toHaveLength(1000)
})

it.each<[string, (entryId: string) => CeremonyDetail | null]>([
  ['no detail', () => null],
  ['no options', (entryId) => ({ ...keptOf(entryId), withheld: ['options'] })],
])('passes over a ceremony of which the record has %s', (_, detail) => {
  const { recalled, rest } = world(1, detail)
  rest()

  expect(recalled).toEqual([])
})

it('goes on where it was when the vault is opened again', () => {
  const { recalled, rest, resume, lock, unlock, isResting } = world(9)
  rest()
  resume()
  lock()
  rest()
  expect(isResting()).toBe(false)
  unlock()
  resume()
  while (isResting()) rest()

  expect(recalled.map(([key]) => key)).toEqual(Array.from({ length: 9 }, (_, i) => `e${i}`))
})

it('stops when it is told to, when the vault is locked, and when the record cannot be read', () => {
  const stopped = world(9)
  stopped.rest()
  stopped.stop()
  expect(stopped.isResting()).toBe(false)

  const locked = world(9)
  locked.rest()
  locked.lock()
  locked.rest()
  expect(locked.recalled).toHaveLength(4)

  const broken = world(9, () => {
    throw new Error('broken')
  })
  broken.rest()
  expect(broken.failures).toHaveLength(1)
  expect(broken.isResting()).toBe(false)
})
