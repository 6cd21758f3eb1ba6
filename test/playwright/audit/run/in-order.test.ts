import { describe, expect, it } from 'vitest'
import { inOrder } from '../../../../playwright/audit/run/in-order'

const turn = () => new Promise((resolve) => setImmediate(resolve))

describe('work on a list', () => {
  it.each([1, 2, 3, 9])(
    'gives the results in the order of the items, %i at a time',
    async (atOnce) => {
      let running = 0
      let most = 0
      const results = await inOrder([4, 3, 2, 1, 0], atOnce, async (item) => {
        most = Math.max(most, ++running)
        for (let turns = 0; turns < item; turns++) await turn()
        running--
        return item * 10
      })

      expect(results).toEqual([40, 30, 20, 10, 0])
      expect(most).toBe(Math.min(atOnce, 5))
    },
  )

  it('starts no more items after a failure, and waits for those in progress', async () => {
    const begun: number[] = []
    const ended: number[] = []
    const all = inOrder([0, 1, 2, 3], 2, async (item) => {
      begun.push(item)
      if (item === 0) throw new Error('stop')
      await turn()
      ended.push(item)
    })

    await expect(all).rejects.toThrow('stop')
    expect([begun, ended]).toEqual([[0, 1], [1]])
  })
})
