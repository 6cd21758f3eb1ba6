import { expect, it } from 'vitest'
import { throttle } from '../../../src/main/platform/throttle'
import { FakeClock } from '../../support/fake-clock'

function testTelling() {
  const clock = new FakeClock()
  const told: number[] = []
  const start = clock.now()
  const changed = throttle(() => told.push(clock.now() - start), 250, clock)
  return { clock, told, changed }
}

it('reports the first change at once, and the changes that follow together', () => {
  const { clock, told, changed } = testTelling()

  changed()
  changed()
  clock.advance(100)
  changed()
  clock.advance(149)
  expect(told).toEqual([0])
  clock.advance(1)

  expect(told).toEqual([0, 250])
})

it('does not report again without a further change, and reports the next change at once', () => {
  const { clock, told, changed } = testTelling()

  changed()
  clock.advance(1000)
  changed()

  expect(told).toEqual([0, 1000])
})

it('never reports more often, however many changes there are', () => {
  const { clock, told, changed } = testTelling()

  for (let i = 0; i < 1000; i++) {
    changed()
    clock.advance(1)
  }

  expect(told).toEqual([0, 250, 500, 750, 1000])
})
