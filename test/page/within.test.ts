import { expect, it } from 'vitest'
import { within } from '../../src/page/within'
import { FakeClock } from '../support/fake-clock'

const clock = new FakeClock()
const after = (ms: number, callback: () => void) => clock.after(ms, callback)
const never = new Promise<string>(() => undefined)

it('settles as the work does, and stops its timer', async () => {
  await expect(within(1_000, after, Promise.resolve('done'))).resolves.toBe('done')
  await expect(within(1_000, after, Promise.reject(new Error('mine')))).rejects.toThrow('mine')
  expect(clock.longest()).toBe(0)
})

it('ends when the time is over', async () => {
  const waiting = expect(within(1_000, after, never)).rejects.toMatchObject({ kind: 'lost' })

  clock.advance(1_000)

  await waiting
})
