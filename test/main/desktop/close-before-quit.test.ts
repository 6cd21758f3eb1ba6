import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  closeBeforeQuit,
  CLOSING_PATIENCE_MS,
  type QuittingApp,
} from '../../../src/main/desktop/close-before-quit'

/** An app that ends unless a listener prevents it, like Electron's. */
class FakeApp implements QuittingApp {
  hasEnded = false
  readonly #listeners: ((event: { preventDefault(): void }) => void)[] = []

  on(_event: 'will-quit', listener: (event: { preventDefault(): void }) => void): void {
    this.#listeners.push(listener)
  }

  quit(): void {
    let isKept = false
    for (const listener of this.#listeners) listener({ preventDefault: () => (isKept = true) })
    this.hasEnded ||= !isKept
  }
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

function quitting(close: () => Promise<void>) {
  const app = new FakeApp()
  const failures: unknown[] = []
  closeBeforeQuit(app, close, (why) => failures.push(why))
  app.quit()
  return { app, failures }
}

describe('an app that is closed before it quits', () => {
  it('ends when it is closed, and not before', async () => {
    let resolve: () => void = () => undefined
    const closing = new Promise<void>((done) => (resolve = done))
    const { app, failures } = quitting(() => closing)
    await nextTurn()
    expect(app.hasEnded).toBe(false)

    resolve()
    await vi.waitUntil(() => app.hasEnded)
    expect(failures).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('ends when closing fails, and says why', async () => {
    const why = new Error('the disk is full')
    const { app, failures } = quitting(() => Promise.reject(why))
    await vi.waitUntil(() => app.hasEnded)

    expect(failures).toEqual([why])
  })

  it('ends when closing hangs, after a time, and says so', async () => {
    const { app, failures } = quitting(() => new Promise(() => undefined))
    await vi.advanceTimersByTimeAsync(CLOSING_PATIENCE_MS - 1)
    await nextTurn()
    expect(app.hasEnded).toBe(false)

    await vi.advanceTimersByTimeAsync(1)
    await vi.waitUntil(() => app.hasEnded)
    expect(failures).toEqual([new Error('closing took longer than 20 s')])
  })
})
