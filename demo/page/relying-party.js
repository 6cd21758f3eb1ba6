// @ts-check
/** Sends requests to the relying party. */

/** The relying party refused a request. The message is for the user. */
export class RelyingPartyError extends Error {}

/**
 * @template {keyof import('../answers').Answers} P
 * @param {P} path
 * @param {object} [body]
 * @returns {Promise<import('../answers').Answers[P]>}
 */
export async function ask(path, body = {}) {
  const response = await fetch(`/api/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  /** @type {unknown} */
  const answer = await response.json()
  if (!response.ok) throw new RelyingPartyError(/** @type {{ error: string }} */ (answer).error)
  return /** @type {import('../answers').Answers[P]} */ (answer)
}

/** @returns {Promise<import('../state').State>} */
export async function readState() {
  const response = await fetch('/api/state')
  /** @type {unknown} */
  const state = await response.json()
  return /** @type {import('../state').State} */ (state)
}

/**
 * Calls `changed` now, and whenever the relying party's state may have changed.
 *
 * @param {() => void} changed
 */
export function watchState(changed) {
  const events = new EventSource('/api/events')
  events.addEventListener('open', changed)
  events.addEventListener('message', changed)
}
