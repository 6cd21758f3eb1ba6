// @ts-check
/** Says whether Latchkey's page script is here and connected, and what to do when it is not. */
import { byId } from './elements.js'

/** Milliseconds between two looks. */
const LOOK_EVERY_MS = 500

/** @typedef {import('../../src/page/latchkey').LatchkeyState | 'no-script'} ConnectionState */

/** @type {Record<ConnectionState, [title: string, advice: string]>} */
const words = {
  'no-script': [
    'Latchkey is not here',
    'Start it, see that its bridge is on, and reload this page. Until then the browser’s own passkeys answer.',
  ],
  absent: ['Latchkey does not answer', 'Start it again, and see that its bridge is on.'],
  idle: ['Latchkey’s script is here', 'It connects at the first call, and asks you to pair.'],
  connecting: ['Latchkey: connecting…', ''],
  unpaired: [
    'Not paired with Latchkey',
    'Create a passkey or sign in: Latchkey shows a code. If it is the one shown here, allow.',
  ],
  locked: ['Latchkey’s vault is locked', 'Unlock it in its window; it says how.'],
  ready: ['Connected to Latchkey', 'It is asked before the browser’s own passkeys.'],
  impostor: [
    'Another program answers in Latchkey’s place',
    'Nothing is sent to it. See which program has the port, then reload this page.',
  ],
  unpatched: [
    'Latchkey is not asked',
    'Something has sealed navigator.credentials, an extension perhaps.',
  ],
}

export function showConnection() {
  const view = byId('latchkey', HTMLElement)
  const look = () => {
    const state = window.latchkey?.state ?? 'no-script'
    if (view.dataset.state === state) return
    view.dataset.state = state
    const [title, advice] = words[state]
    byId('latchkey-state', HTMLElement).textContent = title
    byId('latchkey-advice', HTMLElement).textContent = advice
  }
  look()
  setInterval(look, LOOK_EVERY_MS)
}
