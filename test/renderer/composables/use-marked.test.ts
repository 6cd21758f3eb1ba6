// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import { useMarked } from '../../../src/renderer/composables/use-marked'
import { runComposable } from '../../support/window-parts'

function marking() {
  const ids = shallowRef(['a', 'b', 'c', 'd'])
  const { result } = runComposable(() => useMarked(() => ids.value))
  return { ids, ...result, now: () => [...result.marked.value] }
}

it('marks one row more, and takes it away again', () => {
  const { toggle, now } = marking()
  toggle('a')
  toggle('c')
  expect(now()).toEqual(['a', 'c'])
  toggle('a')
  expect(now()).toEqual(['c'])
})

it('marks a range from where it began, in both directions', () => {
  const { toggle, markTo, now } = marking()
  toggle('c')
  markTo('d', undefined)
  expect(now()).toEqual(['c', 'd'])
  markTo('a', undefined)
  expect(now()).toEqual(['a', 'b', 'c'])
})

it('begins a range at the open row', () => {
  const { markTo, now } = marking()
  markTo('c', 'b')
  expect(now()).toEqual(['b', 'c'])
})

it('begins a range at the row with the focus once the row where the last began has gone', () => {
  const { ids, toggle, markTo, now } = marking()
  toggle('b')
  ids.value = ['a', 'c', 'd']

  markTo('d', 'c')
  expect(now()).toEqual(['c', 'd'])

  markTo('a', 'd')
  expect(now()).toEqual(['a', 'c'])
})

it('forgets the rows that leave the list, and never marks a row that is not there', async () => {
  const { ids, markAll, markTo, now } = marking()
  markAll()
  ids.value = ['b', 'd']
  await nextTick()
  expect(now()).toEqual(['b', 'd'])
  markTo('a', undefined)
  expect(now()).toEqual(['b', 'd'])
})

it('marks nothing once it is cleared', () => {
  const { markAll, clear, count } = marking()
  markAll()
  clear()
  expect(count.value).toBe(0)
})
