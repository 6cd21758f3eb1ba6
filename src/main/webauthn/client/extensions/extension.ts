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

export interface Creation {
  readonly inputs: ExtensionInputsJson
  /** The page's. */
  readonly origin: string
  readonly authenticator: AuthenticatorDescription
  /** Whether the passkey will be discoverable. */
  readonly discoverable: boolean
}

/** What an input comes to. */
export interface CreationPlan {
  readonly forAuthenticator?: RegistrationInputs
  /** The user is to be verified, whatever the page said. */
  readonly verify?: boolean
  /** A passkey that is not discoverable will not do. */
  readonly needsResidentKey?: boolean
  /** Why this authenticator is passed over, for the record. */
  readonly unfit?: string
  readonly excludeAppId?: string
  /** The extension's own client output. */
  readonly result?: (made: MadeCredential) => ExtensionResultsJson
}

export interface Request {
  readonly inputs: ExtensionInputsJson
  readonly origin: string
  readonly authenticator: AuthenticatorDescription
  /** Credential ids of the descriptors that the page gave, base64url. */
  readonly allowCredentials: readonly string[]
  readonly random: Randomness
}

export interface RequestPlan {
  readonly forAuthenticator?: AuthenticationInputs
  readonly verify?: boolean
  readonly appId?: string
  readonly result?: (assertion: Assertion) => ExtensionResultsJson
}

/** Each is passed over in a ceremony that it has no function for. */
export interface ClientExtension {
  /**
   * @returns undefined when its input is absent, or stands for nothing.
   * @throws {WebAuthnError} `NotSupportedError` or `SecurityError`.
   */
  readonly create?: (creation: Creation) => CreationPlan | undefined
  /**
   * @returns undefined when its input is absent, or stands for nothing.
   * @throws {WebAuthnError} `NotSupportedError`, `SecurityError` or `SyntaxError`.
   */
  readonly get?: (request: Request) => RequestPlan | undefined
}
