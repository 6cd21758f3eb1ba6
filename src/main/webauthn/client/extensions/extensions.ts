/** The client's extensions, one row each, and the results for a page's inputs (WebAuthn §5.1.3 step 12, §5.1.4.1). */
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
import type {
  ClientExtension,
  CreationInputs,
  CreationTarget,
  ExtensionPlan,
  RequestInputs,
  RequestTarget,
} from './extension'
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

/** The combined effect of all extensions of a ceremony on one authenticator. */
export interface ExtensionPlans<Inputs, Outcome> extends Omit<
  ExtensionPlan<Inputs, Outcome>,
  'result'
> {
  readonly forAuthenticator: Inputs
  readonly results: (outcome: Outcome) => ExtensionResultsJson
}

export type CreationExtensions = ExtensionPlans<RegistrationInputs, MadeCredential>
export type RequestExtensions = ExtensionPlans<AuthenticationInputs, Assertion>

/**
 * Client extension processing at registration: checks the inputs.
 *
 * @returns the plan for each authenticator.
 * @throws {WebAuthnError} `NotSupportedError` or `SecurityError`.
 */
export function planCreation(
  asked: CreationInputs,
): (target: CreationTarget) => CreationExtensions {
  const planners = EXTENSIONS.flatMap(({ create }) => create?.(asked) ?? [])
  return (target) =>
    combine(
      {},
      planners.flatMap((plan) => plan(target) ?? []),
    )
}

/**
 * Client extension processing at authentication: checks the inputs.
 *
 * @returns the plan for each authenticator.
 * @throws {WebAuthnError} `NotSupportedError`, `SecurityError` or `SyntaxError`.
 */
export function planRequest(asked: RequestInputs): (target: RequestTarget) => RequestExtensions {
  const planners = EXTENSIONS.flatMap(({ get }) => get?.(asked) ?? [])
  return (target) =>
    combine(
      {},
      planners.flatMap((plan) => plan(target) ?? []),
    )
}

function combine<Inputs, Outcome>(
  noInputs: Inputs,
  plans: readonly ExtensionPlan<Inputs, Outcome>[],
): ExtensionPlans<Inputs, Outcome> {
  const nothing: ExtensionPlans<Inputs, Outcome> = {
    forAuthenticator: noInputs,
    results: () => ({}),
  }
  return plans.reduce(
    (all, { forAuthenticator, result, ...plan }) => ({
      ...all,
      ...plan,
      forAuthenticator: { ...all.forAuthenticator, ...forAuthenticator },
      results: (outcome) => ({ ...all.results(outcome), ...result?.(outcome) }),
    }),
    nothing,
  )
}
