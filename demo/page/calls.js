// @ts-check
/**
 * The actions of the page's forms, without forms, for scripts. An audit opens a page for each of some three hundred
 * ceremonies, and this page is ready in a fraction of the time.
 */
import { ask, RelyingPartyError } from './relying-party.js'
import { creationOptions, registrationJson, requestOptions, signInJson } from './webauthn-json.js'

/** The same values as in the page's form when it has just been opened. */
const WISHES = { residentKey: 'required', attestation: 'none' }

/** @param {{ userName: string, displayName: string }} account */
async function register({ userName, displayName }) {
  const json = await ask('registration/begin', { userName, displayName, ...WISHES })
  const created = await navigator.credentials.create({ publicKey: creationOptions(json) })
  const { signals } = await ask('registration/finish', registrationJson(created))
  await send(signals)
}

/** @param {{ userName: string }} account */
async function signIn({ userName }) {
  const json = await ask('sign-in/begin', { userName })
  const got = await navigator.credentials.get({ publicKey: requestOptions(json) })
  const { signals, signedIn, because } = await ask('sign-in/finish', signInJson(got))
  await send(signals)
  if (!signedIn) throw new RelyingPartyError(`Not signed in. ${because}`)
}

/** @param {readonly import('../signals').Signal[]} signals */
async function send(signals) {
  for (const { method, options } of signals)
    await signalMethods?.[method]?.call(PublicKeyCredential, options)
}

/** The DOM's types say that every browser has these methods, but some browsers do not. */
const signalMethods =
  /** @type {Partial<Record<string, (options: unknown) => Promise<undefined>>> | undefined} */ (
    /** @type {unknown} */ (globalThis.PublicKeyCredential)
  )

Object.assign(globalThis, { demo: { register, signIn } })
