/** The client's part of an extension (WebAuthn §9.4): one row of `extensions.ts`. */
import type { ExtensionInputsJson, ExtensionResultsJson } from '../../../../shared/extensions-json'
import type { AuthenticatorDescription } from '../../authenticator/description'
import type {
  AuthenticationInputs,
  RegistrationInputs,
} from '../../authenticator/extensions/extension'
import type { Assertion } from '../../authenticator/get-assertion'
import type { MadeCredential } from '../../authenticator/make-credential'
import type { Randomness } from '../../../platform/ports'

/** A page's extension inputs in `create()`. */
export interface CreationInputs {
  readonly inputs: ExtensionInputsJson
  /** The page's origin. */
  readonly origin: string
}

/** A page's extension inputs in `get()`. */
export interface RequestInputs extends CreationInputs {
  /** A conditional request uses the page's list only as a filter, and asks for any credential (§5.1.4.1 step 1). */
  readonly conditional: boolean
  /** Credential ids of the descriptors that the request asks for, base64url. None in a conditional request. */
  readonly allowCredentials: readonly string[]
}

/** An authenticator that may make the passkey. */
export interface CreationTarget {
  readonly authenticator: AuthenticatorDescription
  /** Whether the passkey will be discoverable. */
  readonly discoverable: boolean
}

/** An authenticator that may sign. */
export interface RequestTarget {
  readonly authenticator: AuthenticatorDescription
  readonly random: Randomness
}

/** The effect of an input on one authenticator. */
export interface ExtensionPlan<Inputs, Outcome> {
  readonly forAuthenticator?: Inputs
  /** Whether to verify the user, whatever the page requested. */
  readonly verify?: boolean
  /** `create()`: the passkey must be discoverable. */
  readonly needsResidentKey?: boolean
  /** `create()`: why this authenticator does not fit, for the record. */
  readonly unfit?: string
  /** The AppID under which U2F credentials also count. */
  readonly appId?: string
  /** The extension's own client output. */
  readonly result?: (outcome: Outcome) => ExtensionResultsJson
}

export type CreationPlan = ExtensionPlan<RegistrationInputs, MadeCredential>
export type RequestPlan = ExtensionPlan<AuthenticationInputs, Assertion>

/** @returns undefined when the input has no effect on this authenticator. */
export type CreationPlanner = (target: CreationTarget) => CreationPlan | undefined
export type RequestPlanner = (target: RequestTarget) => RequestPlan | undefined

/**
 * An extension without a function for a ceremony is skipped there. The function checks a page's inputs once, before any
 * authenticator is known. The function that it returns is called for each authenticator.
 */
export interface ClientExtension {
  /**
   * @returns undefined when its input is absent or has no effect.
   * @throws {WebAuthnError} `NotSupportedError` or `SecurityError`.
   */
  readonly create?: (asked: CreationInputs) => CreationPlanner | undefined
  /**
   * @returns undefined when its input is absent or has no effect.
   * @throws {WebAuthnError} `NotSupportedError`, `SecurityError` or `SyntaxError`.
   */
  readonly get?: (asked: RequestInputs) => RequestPlanner | undefined
}
