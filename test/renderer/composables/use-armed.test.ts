// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest'
import { useArmed } from '../../../src/renderer/composables/use-armed'
import { runComposable } from '../../support/window-parts'

beforeEach(() => void vi.useFakeTimers())

function focusWindow(focused: boolean): void {
  vi.spyOn(document, 'hasFocus').mockReturnValue(focused)
  window.dispatchEvent(new Event(focused ? 'focus' : 'blur'))
}

it('is armed after its delay, not before', () => {
  const { armed } = runComposable(() => useArmed({ delayMs: 400 })).result

  vi.advanceTimersByTime(399)
  expect(armed.value).toBe(false)

  vi.advanceTimersByTime(1)
  expect(armed.value).toBe(true)
})

it('stays disarmed while another window has the focus', () => {
  focusWindow(false)
  const { armed, focused } = runComposable(() =>
    useArmed({ delayMs: 700, whileFocused: true }),
  ).result

  vi.advanceTimersByTime(10_000)

  expect([armed.value, focused.value]).toEqual([false, false])
})

it('disarms when the window loses the focus, and restarts the delay when it comes back', () => {
  focusWindow(true)
  const { armed } = runComposable(() => useArmed({ delayMs: 700, whileFocused: true })).result
  vi.advanceTimersByTime(700)
  expect(armed.value).toBe(true)

  focusWindow(false)
  expect(armed.value).toBe(false)

  focusWindow(true)
  vi.advanceTimersByTime(699)
  expect(armed.value).toBe(false)
  vi.advanceTimersByTime(1)
  expect(armed.value).toBe(true)
})

it('does not care for the focus unless told to', () => {
  focusWindow(false)
  const { armed } = runComposable(() => useArmed({ delayMs: 400 })).result

  vi.advanceTimersByTime(400)

  expect(armed.value).toBe(true)
})
