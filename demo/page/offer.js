// @ts-check
/** Sign-in that is offered and not asked for: a conditional `get()`, pending while the page goes on. */
import { offerPasskey } from './ceremonies.js'
import { byId } from './elements.js'
import { ask } from './relying-party.js'

/** @type {AbortController | undefined} */
let pending

/**
 * Joins the button that makes the offer, and withdraws it.
 *
 * @param {(response: Awaited<ReturnType<typeof offerPasskey>>) => Promise<void>} signIn what is done when the
 *   offer was taken up
 */
export function joinOffer(signIn) {
  byId('offer', HTMLButtonElement).addEventListener('click', () => {
    if (pending) pending.abort()
    else void offer(signIn)
  })
}

/** @param {Parameters<typeof joinOffer>[0]} signIn */
async function offer(signIn) {
  const controller = new AbortController()
  pending = controller
  show('Withdraw the offer', 'Pending. Take it up in Latchkey’s window, or go on here meanwhile.')
  try {
    const options = await ask('sign-in/begin', {})
    const response = await offerPasskey(options, controller.signal)
    show('Offer sign-in', 'The offer was taken up.')
    pending = undefined
    await signIn(response)
  } catch (error) {
    if (!(error instanceof Error)) throw error
    pending = undefined
    show('Offer sign-in', `The offer ended: ${error.name}.`)
  }
}

/**
 * @param {string} label
 * @param {string} note
 */
function show(label, note) {
  byId('offer', HTMLButtonElement).textContent = label
  byId('offer-note', HTMLElement).textContent = note
}
