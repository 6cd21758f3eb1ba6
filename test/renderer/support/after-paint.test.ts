// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest'
import { afterPaint } from '../../../src/renderer/support/after-paint'

let frame = (): void => undefined

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(window, 'requestAnimationFrame').mockImplementation((callback) => {
    frame = () => callback(0)
    return 1
  })
})

async function isOver(waiting: Promise<void>): Promise<boolean> {
  return Promise.race([waiting.then(() => true), Promise.resolve(false).then(() => false)])
}

it('waits for the frame, and for its paint', async () => {
  const waiting = afterPaint()
  expect(await isOver(waiting)).toBe(false)
  frame()
  expect(await isOver(waiting)).toBe(false)

  vi.advanceTimersByTime(0)

  await expect(waiting).resolves.toBeUndefined()
})

it('does not wait long in a hidden window, which has no frames', async () => {
  const waiting = afterPaint()
  vi.advanceTimersByTime(100)
  await expect(waiting).resolves.toBeUndefined()
})
