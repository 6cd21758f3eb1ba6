// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest'
import { open, panel, show, tabs } from '../../support/open-ceremony'
import { settle, text } from '../../support/window-parts'

afterEach(() => void vi.unstubAllGlobals())

/** Every element has this width, in CSS pixels, until the test sets another one. */
function boxesOf(width: number): (now: number) => Promise<void> {
  const reports = new Map<Element, ResizeObserverCallback>()
  const report = (element: Element, callback: ResizeObserverCallback): void => {
    const borderBoxSize = [{ inlineSize: width, blockSize: 600 }]
    const entry = { borderBoxSize, target: element } as unknown as ResizeObserverEntry
    callback([entry], {} as ResizeObserver)
  }
  vi.stubGlobal(
    'ResizeObserver',
    class {
      readonly #callback: ResizeObserverCallback
      constructor(callback: ResizeObserverCallback) {
        this.#callback = callback
      }
      observe(element: Element): void {
        reports.set(element, this.#callback)
        report(element, this.#callback)
      }
      unobserve(element: Element): void {
        reports.delete(element)
      }
      disconnect(): void {
        for (const [element, callback] of reports)
          if (callback === this.#callback) reports.delete(element)
      }
    },
  )
  return async (now) => {
    width = now
    for (const [element, callback] of reports) report(element, callback)
    await settle()
  }
}

const columns = () => Array.from(document.querySelectorAll('.column-title'), (one) => text(one))

it('shows what the page asked, what happened and what the page got side by side in a wide pane', async () => {
  boxesOf(900)
  await open(null)
  // The tools are loaded with the first ceremony that is opened.
  await vi.dynamicImportSettled()

  expect(tabs().slice(0, 2)).toEqual(['Ceremony', 'Check'])
  expect(columns()).toEqual(['What the page asked', 'What happened', 'What the page got'])
  await vi.waitFor(() => {
    expect(panel()).toContain('navigator.credentials.create()')
    expect(panel()).toContain('Call received')
    expect(panel()).toContain('Client data')
  })
})

it('shows the parts under tabs in a narrower pane, and returns to the tab of before', async () => {
  const resize = boxesOf(899)
  await open('request')
  expect(tabs().slice(0, 3)).toEqual(['What happened', 'Request', 'Response'])
  expect(columns()).toEqual([])

  await resize(900)
  expect(columns()).toHaveLength(3)

  await resize(899)
  expect(panel()).toContain('navigator.credentials.create()')
  expect(panel()).not.toContain('Call received')
})

it('says in a wide pane that the details were not kept', async () => {
  boxesOf(1200)
  await open(null, {}, { id: 'another' })

  expect(columns()).toEqual([])
  expect(panel()).toContain('Latchkey did not keep the details of this ceremony.')
})

it('has the other tabs in a wide pane, too', async () => {
  boxesOf(1200)
  await open('check')

  expect(columns()).toEqual([])
  expect(panel()).toContain('Enter what your server expects')
})

it('opens the ceremony when the tab of a narrower pane was chosen', async () => {
  const resize = boxesOf(500)
  await open('response')
  await resize(1200)
  await show('happened')

  expect(columns()).toHaveLength(3)
})
