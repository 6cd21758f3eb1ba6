import { describe, expect, it } from 'vitest'
import { Turns } from '../../../src/main/bridge/turns'

const never = new AbortController().signal

describe('Turns', () => {
  it('gives the first turn at once, and the next when it ends', async () => {
    const turns = new Turns()
    const order: string[] = []
    const end = await turns.take(never)
    const second = turns.take(never).then((endSecond) => {
      order.push('second')
      endSecond()
    })
    const third = turns.take(never).then(() => order.push('third'))
    expect(turns.waiting).toBe(2)

    order.push('first')
    end()
    await Promise.all([second, third])

    expect(order).toEqual(['first', 'second', 'third'])
  })

  it('lets one leave the queue, and passes it over', async () => {
    const turns = new Turns()
    const end = await turns.take(never)
    const leaving = new AbortController()
    const left = turns.take(leaving.signal)
    const next = turns.take(never)

    leaving.abort(new Error('gone'))
    end()

    await expect(left).rejects.toThrow('gone')
    await expect(next).resolves.toBeTypeOf('function')
  })

  it('refuses one who has left already', async () => {
    await expect(new Turns().take(AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone')
  })
})
