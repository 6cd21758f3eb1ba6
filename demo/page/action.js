// @ts-check
/**
 * Runs one action at a time. While the page waits for the user in another window, the buttons do not begin another
 * action, and Cancel ends the wait.
 */
import { byId } from './elements.js'

let underWay = false

/**
 * Runs `action`, unless another action is running.
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
 * Marks each button that would begin an action. Call it again after adding buttons. It does not set `disabled`, because
 * that would take the focus from the pressed button.
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
