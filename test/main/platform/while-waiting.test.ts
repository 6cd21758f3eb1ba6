import { expect, it } from 'vitest'
import { nextTurn } from '../../../src/main/platform/next-turn'
import { whileWaiting } from '../../../src/main/platform/while-waiting'

it('does the work once, in the next turn, before the awaited value is there', async () => {
  const happened: string[] = []
  let settle: (value: string) => void = () => {}
  const disk = new Promise<string>((resolve) => (settle = resolve))

  const waiting = whileWaiting(disk, () => void happened.push('work'))
  await Promise.resolve()
  happened.push('begun')
  await nextTurn()
  await nextTurn()
  happened.push('written')
  settle('kept')

  expect(await waiting).toBe('kept')
  expect(happened).toEqual(['begun', 'work', 'written'])
})

it('does no work if there is no wait, or after a failure', async () => {
  let worked = 0

  await whileWaiting(Promise.resolve(), () => worked++)
  const failing = whileWaiting(Promise.reject(new Error('the disk is full')), () => worked++)
  await expect(failing).rejects.toThrow('the disk is full')
  await nextTurn()

  expect(worked).toBe(0)
})

it('ignores a failure of the work', async () => {
  const fail = () => {
    throw new Error('too early')
  }

  await expect(whileWaiting(nextTurn().then(nextTurn), fail)).resolves.toBeUndefined()
})
