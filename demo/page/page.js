// @ts-check
/**
 * The page: joins its forms to the relying party and to WebAuthn. It calls `navigator.credentials` and
 * `PublicKeyCredential` as any page does, and knows nothing of Latchkey except to say whether it is there.
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
showConnection()
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
 * Puts the user name that was registered last into the form to sign in with, unless the user typed there.
 *
 * @param {string} userName
 */
function offerToSignIn(userName) {
  const field = input(byId('named-sign-in-form', HTMLFormElement), 'userName')
  // As the default value: what was typed stands before it.
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
 * Runs one action, unless another is under way, and says what came of it. The relying party's new state is
 * shown before the outcome, so that whoever reads the outcome finds the state that belongs to it.
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
    name === 'NotAllowedError' && window.latchkey
      ? ' Look into Latchkey’s Activity for the reason: pages are not told.'
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
