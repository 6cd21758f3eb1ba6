// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import { useKeptInSight } from '../../../src/renderer/composables/use-kept-in-sight'
import { runComposable } from '../../support/window-parts'

afterEach(() => void vi.unstubAllGlobals())

/** A list that begins at 100 px, with a row at `top` inside it, and a function that changes the list's height. */
async function listWith(top: number, rowHeight = 60) {
  let report: ResizeObserverCallback | undefined
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(callback: ResizeObserverCallback) {
        report = callback
      }
      observe(): void {}
      disconnect(): void {}
    },
  )
  const [list, row] = [document.createElement('div'), document.createElement('div')]
  list.getBoundingClientRect = () => new DOMRect(0, 100, 300, 0)
  row.getBoundingClientRect = () => new DOMRect(0, 100 + top, 300, rowHeight)
  runComposable(() => useKeptInSight(shallowRef(list), () => row))
  await nextTick()
  const resize = async (blockSize: number) => {
    const entry = { borderBoxSize: [{ inlineSize: 300, blockSize }] }
    report?.([entry as unknown as ResizeObserverEntry], {} as ResizeObserver)
    await nextTick()
  }
  return { list, resize }
}

it('scrolls to a row that was in sight and is now below, no further than needed', async () => {
  const { list, resize } = await listWith(400)
  await resize(500)

  await resize(350)

  expect(list.scrollTop).toBe(110)
})

it.each([
  ['still in sight', 100],
  ['further down than the list reached', 520],
])('does not scroll the list if the row is %s', async (_, top) => {
  const { list, resize } = await listWith(top)
  await resize(500)

  await resize(350)

  expect(list.scrollTop).toBe(0)
})

it('does not scroll a list that gets higher', async () => {
  const { list, resize } = await listWith(400)
  await resize(300)

  await resize(450)

  expect(list.scrollTop).toBe(0)
})
