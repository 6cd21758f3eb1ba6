// @ts-check
/** Lets the user send the three signals by hand, and shows what each signal contains. */
import { send } from './ceremonies.js'
import { byId, element, fieldsOf, input } from './elements.js'
import { ask } from './relying-party.js'

/**
 * @param {HTMLFormElement} form
 * @returns {Promise<string>}
 */
export async function saveNames(form) {
  const { signals } = await ask('names', fieldsOf(form))
  return told('Names saved.', await send(signals))
}

/**
 * @param {string} credentialId
 * @param {import('../schemas').RemovalRequest['tellBy']} tellBy
 * @returns {Promise<string>}
 */
export async function removePasskey(credentialId, tellBy) {
  const { signals } = await ask('passkey/remove', { credentialId, tellBy })
  return told('Passkey removed here.', await send(signals))
}

/**
 * @param {import('../schemas').AcceptedRequest['list']} list
 * @returns {Promise<string>}
 */
export async function sendList(list) {
  const { signals } = await ask('passkeys/accepted', { list })
  return told('Nothing changed here.', await send(signals))
}

/**
 * @param {string} done
 * @param {boolean} sent
 */
function told(done, sent) {
  return sent
    ? `${done} The signal was sent: Latchkey’s window shows what it did.`
    : `${done} The signal was not sent: the log says why.`
}

/**
 * Fills the signal forms with the account's names and passkeys.
 *
 * @param {import('../state').AccountState | undefined} account the account that is signed in
 */
export function showSignals(account) {
  const parts = byId('signals', HTMLElement)
  parts.hidden = account === undefined
  byId('signals-first', HTMLElement).hidden = account !== undefined
  if (account === undefined) {
    delete parts.dataset.names
    return
  }
  showNames(parts, account)
  showCredentials(account.passkeys)
}

/**
 * @param {HTMLElement} parts
 * @param {import('../state').AccountState} account
 */
function showNames(parts, { userId, userName, displayName }) {
  const names = JSON.stringify([userId, userName, displayName])
  // Only when the names changed, so that the user's typing stays.
  if (parts.dataset.names === names) return
  parts.dataset.names = names
  const form = byId('names-form', HTMLFormElement)
  input(form, 'userName').value = userName
  input(form, 'displayName').value = displayName
}

/** @param {readonly import('../state').PasskeyState[]} passkeys */
function showCredentials(passkeys) {
  const form = byId('unknown-form', HTMLFormElement)
  form.hidden = passkeys.length === 0
  byId('unknown-none', HTMLElement).hidden = passkeys.length > 0
  const select = form.querySelector('select')
  const chosen = select?.value
  select?.replaceChildren(
    ...passkeys.map(({ credentialId }) => element('option', {}, credentialId)),
  )
  if (select && passkeys.some(({ credentialId }) => credentialId === chosen))
    select.value = chosen ?? ''
}
