import fc from 'fast-check'
import { expect, it } from 'vitest'
import { FairQueue } from '../../../src/main/vault/fair-queue'

it('drops the oldest entry of an owner with more than half, or otherwise the oldest entry', () => {
  const entries = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 60 })

  fc.assert(
    fc.property(entries, fc.integer({ min: 1, max: 12 }), (owners, most) => {
      const queue = new FairQueue(most)
      let kept: { readonly id: string; readonly owner: string }[] = []
      for (const [i, owner] of owners.entries()) {
        const id = String(i)
        kept.push({ id, owner })
        queue.add(id, owner)
        const gone = kept.length > most ? entryToDrop(kept) : undefined
        kept = kept.filter((entry) => entry !== gone)
        expect(queue.takeSurplus()).toEqual(gone ? [gone.id] : [])
      }
    }),
  )
})

it('returns every surplus entry after several additions', () => {
  const queue = new FairQueue(3)
  for (const [id, owner] of ['a', 'b', 'b', 'b', 'b', 'c'].entries()) queue.add(String(id), owner)

  expect(queue.takeSurplus()).toEqual(['1', '2', '0'])
  expect(queue.takeSurplus()).toEqual([])
})

it('counts an id once, and is empty after clear()', () => {
  const queue = new FairQueue(1)
  queue.add('1', 'a')
  queue.add('1', 'b')
  expect(queue.takeSurplus()).toEqual([])

  queue.clear()
  queue.add('2', 'a')
  expect(queue.takeSurplus()).toEqual([])
})

/** A slow reference for the rule: it looks at every entry. */
function entryToDrop<E extends { readonly owner: string }>(entries: readonly E[]): E | undefined {
  const countOf = (owner: string) => entries.filter((entry) => entry.owner === owner).length
  const noisy = entries.find(({ owner }) => countOf(owner) * 2 > entries.length)
  return noisy ?? entries[0]
}
