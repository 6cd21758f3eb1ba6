// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import { useBoxSize } from '../../../src/renderer/composables/use-box-size'
import { runComposable } from '../../support/window-parts'

afterEach(() => void vi.unstubAllGlobals())

/** Puts an observer in the window's place, and returns what it observes and a way to report a size. */
function observing() {
  const observed: Element[] = []
  let report: ResizeObserverCallback | undefined
  class Observer {
    constructor(callback: ResizeObserverCallback) {
      report = callback
    }
    observe(element: Element): void {
      observed.push(element)
    }
    disconnect(): void {
      observed.length = 0
    }
  }
  vi.stubGlobal('ResizeObserver', Observer)
  const resize = (inlineSize: number, blockSize: number) => {
    const entry = { borderBoxSize: [{ inlineSize, blockSize }] } as unknown as ResizeObserverEntry
    report?.([entry], {} as ResizeObserver)
  }
  return { observed, resize }
}

it('follows the size of an element that comes, changes and goes', async () => {
  const { observed, resize } = observing()
  const element = shallowRef<Element | null>(null)
  const { result: size, unmount } = runComposable(() => useBoxSize(() => element.value))
  expect([observed, size.value]).toEqual([[], undefined])

  const [one, other] = [document.createElement('div'), document.createElement('div')]
  element.value = one
  await nextTick()
  resize(365, 600)
  expect([observed, size.value]).toEqual([[one], { width: 365, height: 600 }])

  element.value = other
  await nextTick()
  expect(observed).toEqual([other])

  unmount()
  expect(observed).toEqual([])
})
