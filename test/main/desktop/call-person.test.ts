import { describe, expect, it } from 'vitest'
import { bringForward, callPerson, type ShownWindow } from '../../../src/main/desktop/call-person'

/** A window on a desktop that gives the focus only to a window that is being shown, if at all. */
class DesktopWindow implements ShownWindow {
  isFlashing = false
  #minimized: boolean
  #visible: boolean
  #focused = false
  readonly #mayFocus: boolean

  constructor({ minimized = false, visible = true, mayFocus = true } = {}) {
    this.#minimized = minimized
    this.#visible = visible
    this.#mayFocus = mayFocus
  }

  isMinimized = () => this.#minimized
  isVisible = () => this.#visible
  isFocused = () => this.#focused
  isInFront = () => this.#visible && this.#focused
  restore = () => void (this.#minimized = false)
  show = () => void (this.#visible = true)
  focus = () => void (this.#focused = this.#mayFocus && this.#visible && !this.#minimized)
  flashFrame = (flag: boolean) => void (this.isFlashing = flag)
  comeForward = () => bringForward(this)
}

class Notifications {
  shown = 0
  clicked: () => void = () => undefined
  readonly #supported: boolean

  constructor(supported = true) {
    this.#supported = supported
  }

  isSupported = () => this.#supported
  show = (clicked: () => void) => {
    this.shown++
    this.clicked = clicked
  }
}

describe('a question that waits for the person', () => {
  it.each([
    ['hidden', { visible: false }],
    ['minimized', { minimized: true }],
    ['behind another window', {}],
  ])('brings a window that is %s to the front, without a notification', (_, how) => {
    const window = new DesktopWindow(how)
    const notifications = new Notifications()

    callPerson(window, notifications)

    expect([window.isInFront(), window.isMinimized(), window.isFlashing]).toEqual([
      true,
      false,
      false,
    ])
    expect(notifications.shown).toBe(0)
  })

  it('flashes a window that the desktop leaves on another workspace, and notifies', () => {
    const window = new DesktopWindow({ visible: false, mayFocus: false })
    const notifications = new Notifications()

    callPerson(window, notifications)

    expect([window.isVisible(), window.isFlashing, notifications.shown]).toEqual([true, true, 1])
  })

  it('shows the window when its notification is clicked', () => {
    const window = new DesktopWindow({ mayFocus: false })
    const notifications = new Notifications()
    callPerson(window, notifications)
    window.isFlashing = false

    notifications.clicked()

    expect(window.isFlashing).toBe(true)
  })

  it('shows no notification if the desktop has none', () => {
    const notifications = new Notifications(false)

    callPerson(new DesktopWindow({ mayFocus: false }), notifications)

    expect(notifications.shown).toBe(0)
  })
})
