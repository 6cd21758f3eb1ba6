// @ts-check
/** The log: every WebAuthn call of this page, with its options and its result. */
import { byId, element } from './elements.js'

/** Older calls are dropped from the page. */
const MAX_ENTRIES = 100

/**
 * Runs `call`, and logs its result or its error.
 *
 * @template T
 * @param {string} name such as `navigator.credentials.create`
 * @param {unknown} options in JSON form
 * @param {() => Promise<T>} call its value is shown as JSON
 * @returns {Promise<T>}
 */
export async function logged(name, options, call) {
  const begun = performance.now()
  try {
    const value = await call()
    write(name, options, value === undefined ? 'undefined' : value, summaryOf(value), begun, true)
    return value
  } catch (error) {
    const told = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    write(name, options, told, told, begun, false)
    throw error
  }
}

/**
 * Logs a call that the page did not make, and why.
 *
 * @param {string} name
 * @param {unknown} options
 * @param {string} because
 */
export function logNotCalled(name, options, because) {
  write(name, options, because, because, null, false)
}

/**
 * @param {string} name
 * @param {unknown} options
 * @param {unknown} result
 * @param {string} summary
 * @param {number | null} begun as of `performance.now()`; null when nothing was called
 * @param {boolean} good
 */
function write(name, options, result, summary, begun, good) {
  const took = begun === null ? '' : `${(performance.now() - begun).toFixed(0)} ms`
  const list = byId('log', HTMLOListElement)
  const line = element('summary', {}, element('span', { class: 'call mono' }, `${name}()`))
  line.append(' ', element('small', {}, `${new Date().toLocaleTimeString()} ${took}`))
  line.append(element('span', { class: `result ${good ? 'good' : 'bad'}` }, summary))
  const details = element('details', {}, line, element('h3', {}, 'Options'), json(options))
  details.append(element('h3', {}, 'Result'), json(result))
  list.prepend(element('li', { 'data-call': name }, details))
  while (list.children.length > MAX_ENTRIES) list.lastElementChild?.remove()
  byId('log-empty', HTMLElement).hidden = true
}

/** @param {unknown} value */
function json(value) {
  return element('pre', { tabindex: '0' }, JSON.stringify(value, null, 2))
}

/** @param {unknown} value a credential in JSON form, or what a signal resolves with */
function summaryOf(value) {
  if (typeof value !== 'object' || value === null || !('id' in value))
    return 'resolved with undefined: a signal never tells whether anything matched'
  const { id, response } = /** @type {import('../schemas').SignInResponse} */ (value)
  return response.userHandle === undefined ? id : `${id}, user handle ${response.userHandle}`
}
