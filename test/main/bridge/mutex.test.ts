import { describe, expect, it } from 'vitest'
import { Mutex } from '../../../src/main/bridge/mutex'

const never = new AbortController().signal

describe('Mutex', () => {
  it('gives the lock to the first caller at once, and to the next caller after its release', async () => {
    const mutex = new Mutex()
    const order: string[] = []
    const end = await mutex.lock(never)
    const second = mutex.lock(never).then((endSecond) => {
      order.push('second')
      endSecond()
    })
    const third = mutex.lock(never).then(() => order.push('third'))
    expect(mutex.waiting).toBe(2)

    order.push('first')
    end()
    await Promise.all([second, third])

    expect(order).toEqual(['first', 'second', 'third'])
  })

  it('skips a caller that gave up while waiting', async () => {
    const mutex = new Mutex()
    const end = await mutex.lock(never)
    const leaving = new AbortController()
    const left = mutex.lock(leaving.signal)
    const next = mutex.lock(never)

    leaving.abort(new Error('gone'))
    end()

    await expect(left).rejects.toThrow('gone')
    await expect(next).resolves.toBeTypeOf('function')
  })

  it('refuses a caller whose signal is already aborted', async () => {
    await expect(new Mutex().lock(AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone')
  })
})
