/** Ceremonies and signals without a page (docs/automation.md, "Without a page"). */

import type { AuthenticationResponseJson, RegistrationResponseJson } from './wire.js'

/** The document on whose behalf the test calls. */
export interface RequestingPage {
  /** The page's origin, such as `https://example.org` or `http://localhost:8080`. */
  readonly origin: string
  /** The origin of the top document, for a cross-origin frame. */
  readonly topOrigin?: string
  /** Whether the page is a cross-origin frame; true by default if `topOrigin` is given. */
  readonly crossOrigin?: boolean
}

interface CeremonyOptions extends RequestingPage {
  /** Aborts the ceremony, as a page does; the call then rejects with the signal's reason. */
  readonly signal?: AbortSignal
}

export interface CreateOptions extends CeremonyOptions {
  /** `conditional` makes a passkey without asking, as the session's settings allow. */
  readonly mediation?: 'silent' | 'optional' | 'conditional' | 'required'
}

export interface GetOptions extends CeremonyOptions {
  /** `conditional` waits until a rule accepts the offer. `silent` asks no authenticator. */
  readonly mediation?: 'silent' | 'optional' | 'conditional' | 'required'
}

/** Options with which a successful `get()` always has a response. */
export interface AskingGetOptions extends GetOptions {
  readonly mediation?: 'optional' | 'conditional' | 'required'
  /** `immediate` ends at once when no passkey is available, if the session's setting `immediateGet` allows that. */
  readonly uiMode?: 'immediate'
}

/** The outputs of extensions; bytes are base64url. */
export interface ExtensionResults {
  readonly appid?: boolean
  readonly credProps?: { readonly rk?: boolean }
  readonly [extension: string]: unknown
}

interface WithExtensionResults {
  readonly clientExtensionResults: ExtensionResults
}

/** RegistrationResponseJSON (WebAuthn §5.1), as servers' libraries accept it. All bytes are base64url. */
export type RegistrationResponse = Omit<RegistrationResponseJson, keyof WithExtensionResults> &
  WithExtensionResults

/** AuthenticationResponseJSON (WebAuthn §5.1), as servers' libraries accept it. All bytes are base64url. */
export type AuthenticationResponse = Omit<AuthenticationResponseJson, keyof WithExtensionResults> &
  WithExtensionResults
