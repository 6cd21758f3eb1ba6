/** The client's extensions, one row each, and what a page's inputs come to (WebAuthn §5.1.3 step 12, §5.1.4.1). */
import type { ExtensionResultsJson } from '../../../../shared/extensions-json'
import type {
  AuthenticationInputs,
  RegistrationInputs,
} from '../../authenticator/extensions/extension'
import type { Assertion } from '../../authenticator/get-assertion'
import type { MadeCredential } from '../../authenticator/make-credential'
import { appId, appIdExclude } from './app-id'
import { credBlob, getCredBlob } from './cred-blob'
import { credProps } from './cred-props'
import { credProtect } from './cred-protect'
import type { ClientExtension, Creation, CreationPlan, Request, RequestPlan } from './extension'
import { hmacCreateSecret, hmacGetSecret } from './hmac-secret'
import { largeBlob } from './large-blob'
import { minPinLength } from './min-pin-length'
import { prf } from './prf'

/** In the order of their outputs' names, which Web IDL sorts. */
const EXTENSIONS: readonly ClientExtension[] = [
  appId,
  appIdExclude,
  credBlob,
  credProps,
  credProtect,
  getCredBlob,
  hmacCreateSecret,
  hmacGetSecret,
  largeBlob,
  minPinLength,
  prf,
]

/** All plans in one. */
export interface CreationExtensions extends Omit<CreationPlan, 'result'> {
  readonly forAuthenticator: RegistrationInputs
  readonly results: (made: MadeCredential) => ExtensionResultsJson
}

export interface RequestExtensions extends Omit<RequestPlan, 'result'> {
  readonly forAuthenticator: AuthenticationInputs
  readonly results: (assertion: Assertion) => ExtensionResultsJson
}

/**
 * Client extension processing at registration.
 *
 * @throws {WebAuthnError} `NotSupportedError` or `SecurityError`.
 */
export function planCreation(creation: Creation): CreationExtensions {
  const plans = EXTENSIONS.flatMap(({ create }) => create?.(creation) ?? [])
  return plans.reduce<CreationExtensions>(
    (all, { forAuthenticator, result, ...plan }) => ({
      ...all,
      ...plan,
      forAuthenticator: { ...all.forAuthenticator, ...forAuthenticator },
      results: (made) => ({ ...all.results(made), ...result?.(made) }),
    }),
    NOTHING,
  )
}

/**
 * Client extension processing at authentication.
 *
 * @throws {WebAuthnError} `NotSupportedError`, `SecurityError` or `SyntaxError`.
 */
export function planRequest(request: Request): RequestExtensions {
  const plans = EXTENSIONS.flatMap(({ get }) => get?.(request) ?? [])
  return plans.reduce<RequestExtensions>(
    (all, { forAuthenticator, result, ...plan }) => ({
      ...all,
      ...plan,
      forAuthenticator: { ...all.forAuthenticator, ...forAuthenticator },
      results: (assertion) => ({ ...all.results(assertion), ...result?.(assertion) }),
    }),
    NOTHING,
  )
}

const NOTHING = { forAuthenticator: {}, results: () => ({}) }
