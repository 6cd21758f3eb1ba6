// @ts-check
/** The page's WebAuthn calls, each one logged. */
import { cancellable } from './action.js'
import { byId } from './elements.js'
import { logged, logNotCalled } from './log.js'
import { creationOptions, registrationJson, requestOptions, signInJson } from './webauthn-json.js'

/** @param {import('../answers').Answers['registration/begin']} json */
export function createPasskey(json) {
  return logged('navigator.credentials.create', json, async () =>
    registrationJson(
      await cancellable((signal) =>
        navigator.credentials.create({ publicKey: creationOptions(json), signal }),
      ),
    ),
  )
}

/** @param {import('../answers').Answers['sign-in/begin']} json */
export function getPasskey(json) {
  return logged('navigator.credentials.get', json, async () =>
    signInJson(
      await cancellable((signal) =>
        navigator.credentials.get({ publicKey: requestOptions(json), signal }),
      ),
    ),
  )
}

/**
 * Offers a conditional sign-in. Resolves when the user accepts the offer.
 *
 * @param {import('../answers').Answers['sign-in/begin']} json
 * @param {AbortSignal} signal
 */
export function offerPasskey(json, signal) {
  return logged('navigator.credentials.get', { mediation: 'conditional', ...json }, async () =>
    signInJson(
      await navigator.credentials.get({
        mediation: 'conditional',
        publicKey: requestOptions(json),
        signal,
      }),
    ),
  )
}

/** The DOM's types say that every browser has these methods, but some browsers do not. */
const signalMethods =
  /** @type {Partial<Record<string, (options: unknown) => Promise<undefined>>> | undefined} */ (
    /** @type {unknown} */ (globalThis.PublicKeyCredential)
  )

/**
 * Sends the relying party's signals to the user's authenticators. The log shows signals that fail; the other signals
 * are still sent.
 *
 * @param {readonly import('../signals').Signal[]} signals
 * @returns {Promise<boolean>} whether every one was sent.
 */
export async function send(signals) {
  let sent = 0
  for (const { method, options } of signals) {
    const name = `PublicKeyCredential.${method}`
    const call = signalMethods?.[method]
    if (!byId('send-signals', HTMLInputElement).checked)
      logNotCalled(name, options, 'not called: signals are switched off on this page')
    else if (call === undefined) logNotCalled(name, options, 'not called: this browser has none')
    else
      await logged(name, options, () => call.call(PublicKeyCredential, options)).then(
        () => sent++,
        () => undefined,
      )
  }
  return sent === signals.length
}
