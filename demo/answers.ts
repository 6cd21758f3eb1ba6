/** What each call of the page is answered with; `routes.ts` gives it, `page/` reads it. */
import type { AssertionCheck } from './assertion'
import type { Signal } from './signals'

/** What a request did, and what the page should tell the user's authenticators about it. */
export interface Done {
  readonly signals: readonly Signal[]
}

export interface SignInResult extends AssertionCheck, Done {}

/** By path below `/api/`. The options are the DOM's types: that is what the page hands them to. */
export interface Answers {
  readonly 'registration/begin': PublicKeyCredentialCreationOptionsJSON
  readonly 'registration/finish': Done
  readonly 'sign-in/begin': PublicKeyCredentialRequestOptionsJSON
  readonly 'sign-in/finish': SignInResult
  readonly names: Done
  readonly 'passkey/remove': Done
  readonly 'account/delete': Done
  readonly 'sign-out': Done
}
