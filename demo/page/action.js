// @ts-check
/**
 * One action at a time: while the user is waited for in another window, no button begins another, and
 * Cancel ends the wait.
 */
import { byId } from './elements.js'

let underWay = false

/**
 * Runs `action`, unless another is under way: then nothing happens.
 *
 * @param {() => Promise<void>} action
 */
export async function alone(action) {
  if (underWay) return
  underWay = true
  showWhetherUnderWay()
  try {
    await action()
  } finally {
    underWay = false
    showWhetherUnderWay()
  }
}

/**
 * Marks each button that would begin an action; called again when there are new ones. The attribute
 * `disabled` would take the focus from the button that was pressed.
 */
export function showWhetherUnderWay() {
  for (const button of document.querySelectorAll('main button'))
    button.setAttribute('aria-disabled', String(underWay))
}

/**
 * Makes a call that the Cancel button aborts.
 *
 * @template T
 * @param {(signal: AbortSignal) => Promise<T>} call
 * @returns {Promise<T>}
 */
export async function cancellable(call) {
  const controller = new AbortController()
  const button = byId('cancel', HTMLButtonElement)
  const abort = () => controller.abort()
  button.addEventListener('click', abort)
  button.hidden = false
  try {
    return await call(controller.signal)
  } finally {
    button.hidden = true
    button.removeEventListener('click', abort)
  }
}
