/** The answer to each call of the page. `routes.ts` sends the answers; `page/` reads them. */
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'
import type { AssertionCheck } from './assertion'
import type { Signal } from './signals'

/** What a request did, and which signals the page should send to the user's authenticators. */
export interface Done {
  readonly signals: readonly Signal[]
}

export interface SignInResult extends AssertionCheck, Done {}

/** Options with only the extensions that this relying party requests; the library's types have bytes in the others. */
type Plain<Options> = Omit<Options, 'extensions'> & {
  readonly extensions?: { readonly credProps?: boolean }
}

/** The type of each answer, by path below `/api/`. */
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
