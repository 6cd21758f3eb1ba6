import { beforeEach, expect, it } from 'vitest'
import { SharedWork } from '../../../src/page/connection/shared-work'

let work: SharedWork
let given: AbortSignal
let finish: () => void

beforeEach(() => {
  work = new SharedWork((signal) => {
    given = signal
    return new Promise((resolve) => {
      finish = resolve
    })
  })
})

it('ends for all who wait for it', async () => {
  const joined = [work.join(undefined), work.join(undefined)]
  expect(work.isAwaited).toBe(true)

  finish()
  await Promise.all(joined)

  expect(work.isAwaited).toBe(false)
})

it('continues for the others when one leaves', async () => {
  const leaving = new AbortController()
  const first = work.join(leaving.signal)
  const second = work.join(undefined)

  leaving.abort('enough')
  await expect(first).rejects.toBe('enough')
  expect(given.aborted).toBe(false)

  finish()
  await expect(second).resolves.toBeUndefined()
})

it('is aborted when the last one leaves', async () => {
  const leaving = [new AbortController(), new AbortController()]
  const joined = leaving.map(({ signal }) => work.join(signal))

  leaving.forEach((controller, index) => controller.abort(index))

  await expect(joined[0]).rejects.toBe(0)
  await expect(joined[1]).rejects.toBe(1)
  expect(given.aborted).toBe(true)
})
