/** What each call of the page is answered with; `routes.ts` gives it, `page/` reads it. */
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'
import type { AssertionCheck } from './assertion'
import type { Signal } from './signals'

/** What a request did, and what the page should tell the user's authenticators about it. */
export interface Done {
  readonly signals: readonly Signal[]
}

export interface SignInResult extends AssertionCheck, Done {}

/** The options with the extensions that are asked for here; the library's types have bytes in the others. */
type Plain<Options> = Omit<Options, 'extensions'> & {
  readonly extensions?: { readonly credProps?: boolean }
}

/** By path below `/api/`. */
export interface Answers {
  readonly 'registration/begin': Plain<PublicKeyCredentialCreationOptionsJSON>
  readonly 'registration/finish': Done
  readonly 'sign-in/begin': Plain<PublicKeyCredentialRequestOptionsJSON>
  readonly 'sign-in/finish': SignInResult
  readonly names: Done
  readonly 'passkey/remove': Done
  readonly 'passkeys/accepted': Done
  readonly 'account/delete': Done
  readonly 'sign-out': Done
}
