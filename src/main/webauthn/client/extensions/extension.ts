/** What an extension is to the client (WebAuthn §9.4): one row of `extensions.ts`. */
import type { ExtensionInputsJson, ExtensionResultsJson } from '../../../../shared/extensions-json'
import type { AuthenticatorDescription } from '../../authenticator/description'
import type {
  AuthenticationInputs,
  RegistrationInputs,
} from '../../authenticator/extensions/extension'
import type { Assertion } from '../../authenticator/get-assertion'
import type { MadeCredential } from '../../authenticator/make-credential'
import type { Randomness } from '../../../platform/ports'

/** What a page asks for in `create()`. */
export interface CreationInputs {
  readonly inputs: ExtensionInputsJson
  /** The page's origin. */
  readonly origin: string
}

/** What a page asks for in `get()`. */
export interface RequestInputs extends CreationInputs {
  /** Credential ids of the descriptors that the page gave, base64url. */
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
  /** Verify the user, whatever the page said. */
  readonly verify?: boolean
  /** `create()`: the passkey must be discoverable. */
  readonly needsResidentKey?: boolean
  /** `create()`: why this authenticator is passed over, for the record. */
  readonly unfit?: string
  /** The AppID under which U2F credentials count, too. */
  readonly appId?: string
  /** The extension's own client output. */
  readonly result?: (outcome: Outcome) => ExtensionResultsJson
}

export type CreationPlan = ExtensionPlan<RegistrationInputs, MadeCredential>
export type RequestPlan = ExtensionPlan<AuthenticationInputs, Assertion>

/** @returns undefined where the input has no effect on this authenticator. */
export type CreationPlanner = (target: CreationTarget) => CreationPlan | undefined
export type RequestPlanner = (target: RequestTarget) => RequestPlan | undefined

/**
 * An extension is skipped in a ceremony for which it has no function. The functions check a page's inputs once, before
 * any authenticator is known. The returned function is called for each authenticator.
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
