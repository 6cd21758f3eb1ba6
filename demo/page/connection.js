// @ts-check
/** Says whether Latchkey's page script is here and connected, and what to do when it is not. */
import { byId } from './elements.js'

/** How often to read the connection's state. */
const LOOK_EVERY_MS = 500

/** @typedef {import('../../src/page/latchkey').LatchkeyState | 'no-script' | 'pairing' | 'refused'} ConnectionState */

/** @type {Record<ConnectionState, [title: string, advice: string]>} */
const words = {
  'no-script': [
    'Latchkey’s script did not load',
    'Calls go to the browser’s own passkeys. Start Latchkey, check that its bridge is on, and load this page again.',
  ],
  absent: ['Latchkey does not answer', 'Start Latchkey again, and check that its bridge is on.'],
  idle: ['Latchkey’s script is here', 'It connects at the first call, and asks you to pair.'],
  connecting: ['Latchkey: connecting…', ''],
  unpaired: [
    'Not paired with Latchkey',
    'Create a passkey or sign in, and Latchkey asks whether to pair. If Latchkey’s window shows the same code as this page, allow the page.',
  ],
  pairing: [
    'Go to Latchkey’s window now',
    'Latchkey asks there whether to pair. Allow this page if the window shows the same code as this page.',
  ],
  refused: [
    'Not paired with Latchkey',
    'The call was refused. To try again, create a passkey or sign in, and allow this page in Latchkey’s window within a minute.',
  ],
  locked: ['Latchkey’s vault is locked', 'Unlock the vault in Latchkey’s window.'],
  ready: ['Paired with Latchkey', 'Ceremonies go to Latchkey, not to the browser’s own passkeys.'],
  impostor: [
    'Another program answers in Latchkey’s place',
    'This page sends it nothing. Find out which program uses the port, then reload this page.',
  ],
  unpatched: [
    'Calls do not reach Latchkey',
    'Another script or an extension has sealed navigator.credentials.',
  ],
}

let refused = false

/**
 * @param {boolean} wasRefused whether the call that was made last ended in NotAllowedError
 */
export function noteRefusal(wasRefused) {
  refused = wasRefused
}

/** @returns {ConnectionState} */
function connectionState() {
  const state = window.latchkey?.state ?? 'no-script'
  if (document.querySelector('latchkey-pairing')) return 'pairing'
  return state === 'unpaired' && refused ? 'refused' : state
}

/**
 * @param {() => void} onPairing runs when the page shows Latchkey's code
 */
export function showConnection(onPairing) {
  const view = byId('latchkey', HTMLElement)
  const look = () => {
    const state = connectionState()
    if (view.dataset.state === state) return
    view.dataset.state = state
    const [title, advice] = words[state]
    byId('latchkey-state', HTMLElement).textContent = title
    byId('latchkey-advice', HTMLElement).textContent = advice
    byId('load-again', HTMLButtonElement).hidden = state !== 'no-script'
    if (state === 'pairing') onPairing()
  }
  byId('load-again', HTMLButtonElement).addEventListener('click', () => location.reload())
  look()
  setInterval(look, LOOK_EVERY_MS)
}
