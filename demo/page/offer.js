// @ts-check
/** The offer to sign in: a conditional `get()`, which stays pending while the user uses the page. */
import { offerPasskey } from './ceremonies.js'
import { byId } from './elements.js'
import { ask } from './relying-party.js'

/** @type {AbortController | undefined} */
let pending

/**
 * Connects the button that makes and withdraws the offer.
 *
 * @param {(response: Awaited<ReturnType<typeof offerPasskey>>) => Promise<void>} signIn runs when the
 *   user accepts the offer
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
  show('Withdraw the offer', 'Pending. Accept the offer in Latchkey’s window, or continue here.')
  try {
    const options = await ask('sign-in/begin', {})
    const response = await offerPasskey(options, controller.signal)
    show('Offer sign-in', 'The offer was accepted.')
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
