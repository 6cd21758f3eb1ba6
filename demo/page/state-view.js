// @ts-check
/** Shows the relying party's state, and the checks of the last sign-in. */
import { byId, element } from './elements.js'
import { showSignals } from './signals.js'

/** @typedef {import('../state').PasskeyState} PasskeyState */
/** @typedef {import('../state').AccountState} AccountState */

/** @type {Record<number, string>} */
const algorithms = { [-7]: 'ES256 (−7)', [-8]: 'EdDSA (−8)', [-257]: 'RS256 (−257)' }

/** An audit makes hundreds of accounts. Drawing them all would take longer than the ceremonies. */
const MOST_SHOWN = 20

/**
 * The drawn elements, by the data from which they were drawn. Most of them stay the same after a change.
 *
 * @type {ReadonlyMap<string, HTMLElement>}
 */
let drawn = new Map()

/**
 * @param {import('../state').State} state
 * @param {(credentialId: string) => void} remove
 */
export function showState({ accounts, signedIn }, remove) {
  showAccounts(accounts, signedIn)
  showOwn(
    accounts.find(({ userId }) => userId === signedIn),
    remove,
  )
}

/**
 * @param {readonly AccountState[]} accounts
 * @param {string | null} signedIn
 */
function showAccounts(accounts, signedIn) {
  const older = Math.max(0, accounts.length - MOST_SHOWN)
  /** @type {Map<string, HTMLElement>} */
  const shown = new Map()
  for (const account of accounts.slice(older)) {
    const isSignedIn = account.userId === signedIn
    const key = JSON.stringify([account, isSignedIn])
    shown.set(key, drawn.get(key) ?? accountView(account, isSignedIn))
  }
  const note =
    accounts.length === 0 ? 'No account yet.' : older === 0 ? '' : `${older} older accounts.`
  if (note !== '') shown.set(note, drawn.get(note) ?? element('p', { class: 'quiet' }, note))
  if (shown.size === drawn.size && [...shown.keys()].every((key) => drawn.has(key))) return
  byId('accounts', HTMLElement).replaceChildren(...shown.values())
  drawn = shown
}

/**
 * @param {AccountState | undefined} account
 * @param {(credentialId: string) => void} remove
 */
function showOwn(account, remove) {
  byId('account', HTMLElement).hidden = account === undefined
  showSignals(account)
  if (account === undefined) return
  const rows = account.passkeys.map((passkey, index) => ownPasskey(passkey, index, remove))
  byId('own-passkeys', HTMLUListElement).replaceChildren(...rows)
}

/**
 * @param {PasskeyState} passkey
 * @param {number} index
 * @param {(credentialId: string) => void} remove
 */
function ownPasskey({ credentialId }, index, remove) {
  const id = `own-passkey-${String(index)}`
  const button = element('button', { type: 'button', 'aria-describedby': id }, 'Remove passkey')
  button.addEventListener('click', () => remove(credentialId))
  return element(
    'li',
    { 'data-credential-id': credentialId },
    element('code', { id }, credentialId),
    button,
  )
}

/**
 * @param {AccountState} account
 * @param {boolean} signedIn
 */
function accountView({ userName, displayName, userId, passkeys }, signedIn) {
  const heading = element('h3', {}, displayName)
  if (signedIn) heading.append(element('span', { class: 'badge' }, 'signed in'))
  return element(
    'article',
    { class: 'account', 'data-user-id': userId },
    heading,
    facts({
      'user name': userName,
      'user.id': element('code', {}, userId),
      passkeys: String(passkeys.length),
    }),
    ...passkeys.map(passkeyView),
  )
}

/** @param {PasskeyState} passkey */
function passkeyView(passkey) {
  const { credentialId, algorithm, counter, transports, backedUp, discoverable } = passkey
  const list = facts({
    'credential id': element('code', {}, credentialId),
    algorithm: algorithms[algorithm] ?? String(algorithm),
    counter: String(counter),
    transports: transports.join(', ') || 'none stated',
    'backed up': backedUp ? 'yes' : 'no',
    discoverable: discoverable === null ? 'not stated' : discoverable ? 'yes' : 'no',
    attestation: passkey.attestation,
  })
  return element('div', { class: 'passkey', 'data-credential-id': credentialId }, list)
}

/** @param {import('../assertion').AssertionCheck} check */
export function showCheck({ userHandle, signaturePassed, signedIn, because }) {
  byId('check', HTMLElement).hidden = false
  const compared = userHandle.userHandle ?? 'none returned'
  const list = facts({
    'response.userHandle': element('code', {}, compared),
    'user.id given': element('code', {}, userHandle.userId ?? 'no account has this passkey'),
    'are they equal': verdict(
      userHandle.passed,
      userHandle.userHandle === null ? 'none, and none was needed' : 'yes',
      'no',
    ),
    signature: signaturePassed === null ? 'not looked at' : verdict(signaturePassed, 'good', 'bad'),
    'signed in': verdict(signedIn, 'yes', because ?? 'no'),
  })
  byId('check-list', HTMLElement).replaceChildren(...list.children)
}

/**
 * @param {boolean} passed
 * @param {string} yes
 * @param {string} no
 */
function verdict(passed, yes, no) {
  return element('span', { class: passed ? 'good' : 'bad' }, passed ? `✓ ${yes}` : `✗ ${no}`)
}

/** @param {Record<string, Node | string>} pairs */
function facts(pairs) {
  const list = element('dl', { class: 'facts' })
  for (const [term, value] of Object.entries(pairs))
    list.append(element('dt', {}, term), element('dd', {}, value))
  return list
}
