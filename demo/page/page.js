// @ts-check
/**
 * Connects the page's forms to the relying party and to WebAuthn. The page calls `navigator.credentials` and
 * `PublicKeyCredential` as any page does. It uses Latchkey's own API only to show whether Latchkey is connected.
 */
import { alone, showWhetherUnderWay } from './action.js'
import { createPasskey, getPasskey, send } from './ceremonies.js'
import { byId, element, fieldsOf, input } from './elements.js'
import { noteRefusal, showConnection } from './connection.js'
import { joinOffer } from './offer.js'
import { ask, readState, RelyingPartyError, watchState } from './relying-party.js'
import { removePasskey, saveNames, sendList } from './signals.js'
import { showCheck, showState } from './state-view.js'

byId('origin', HTMLElement).textContent = location.origin
showConnection(() => say('Waiting for your answer in Latchkey’s window…', 'busy'))
watchState(() => void refresh())

onSubmit('create-form', async (form) => {
  const options = await ask('registration/begin', fieldsOf(form))
  const { signals } = await ask('registration/finish', await createPasskey(options))
  offerToSignIn(options.user.name)
  await send(signals)
  return `Registered ${options.user.displayName} and signed in.`
})

onSubmit('sign-in-form', () => signIn({}))

onSubmit('named-sign-in-form', (form) => signIn(fieldsOf(form)))

joinOffer((response) => run(() => finishSignIn(response)))

onSubmit('names-form', saveNames)

onSubmit('unknown-form', (form) =>
  removePasskey(fieldsOf(form).credentialId ?? '', 'unknownCredential'),
)

onClick('list-all', () => sendList('all'))

onClick('list-none', () => sendList('none'))

onClick('sign-out', async () => {
  await ask('sign-out')
  return 'Signed out.'
})

onClick('delete-account', async () => {
  const { signals } = await ask('account/delete')
  await send(signals)
  return 'Account deleted.'
})

/**
 * Puts the newest registered user name into the sign-in form, unless the user typed there.
 *
 * @param {string} userName
 */
function offerToSignIn(userName) {
  const field = input(byId('named-sign-in-form', HTMLFormElement), 'userName')
  // The default value does not replace what the user typed.
  field.defaultValue = userName
}

/**
 * @param {object} request
 * @returns {Promise<string>}
 */
async function signIn(request) {
  const options = await ask('sign-in/begin', request)
  return finishSignIn(await getPasskey(options))
}

/**
 * @param {Awaited<ReturnType<typeof getPasskey>>} response
 * @returns {Promise<string>}
 */
async function finishSignIn(response) {
  const result = await ask('sign-in/finish', response)
  showCheck(result)
  await send(result.signals)
  if (!result.signedIn) throw new RelyingPartyError(`Not signed in. ${result.because}`)
  return result.userHandle.userHandle === null
    ? 'Signed in: the signature is good. The passkey states no user handle, and the name was given.'
    : 'Signed in: the signature is good and the user handle is the account’s user.id.'
}

/**
 * @param {string} id
 * @param {(form: HTMLFormElement) => Promise<string>} action
 */
function onSubmit(id, action) {
  const form = byId(id, HTMLFormElement)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void run(() => action(form))
  })
}

/**
 * @param {string} id
 * @param {() => Promise<string>} action
 */
function onClick(id, action) {
  byId(id, HTMLButtonElement).addEventListener('click', () => void run(action))
}

/**
 * Runs one action, unless another action is running, and shows its outcome. The page shows the relying party's new
 * state before the outcome, so that the state already matches the outcome when the outcome appears.
 *
 * @param {() => Promise<string>} action resolves with the sentence to say
 */
function run(action) {
  return alone(async () => {
    say('Working…', 'busy')
    noteRefusal(false)
    try {
      const outcome = await action()
      await refresh()
      say(outcome, 'good')
    } catch (error) {
      if (!(error instanceof Error)) throw error
      noteRefusal(error.name === 'NotAllowedError')
      await refresh()
      say(error instanceof RelyingPartyError ? error.message : told(error), 'bad')
    }
  })
}

/** @param {Error} error */
function told({ name, message }) {
  if (name === 'AbortError') return 'Cancelled.'
  const reason =
    name === 'NotAllowedError' && window.latchkey && window.latchkey.state !== 'locked'
      ? ' Activity in Latchkey’s window gives the reason. Pages do not learn the reason.'
      : ''
  return `${name}: ${message}${reason}`
}

/**
 * @param {string} text
 * @param {'busy' | 'good' | 'bad'} kind
 */
function say(text, kind) {
  const outcome = byId('outcome', HTMLElement)
  outcome.dataset.kind = kind
  outcome.replaceChildren(element('span', {}, text))
}

async function refresh() {
  showState(
    await readState(),
    (credentialId) => void run(() => removePasskey(credentialId, 'allAcceptedCredentials')),
  )
  showWhetherUnderWay()
}
