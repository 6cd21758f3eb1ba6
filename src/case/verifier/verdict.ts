/** What passes between the command and the thread that runs the user's verifier. */
import * as v from 'valibot'

/** Characters of what a verifier says. */
export const LONGEST_SAID = 1000

const said = v.pipe(v.string(), v.maxLength(LONGEST_SAID))

export const verdictSchema = v.variant('answer', [
  v.strictObject({ answer: v.literal('accepted') }),
  v.strictObject({ answer: v.literal('refused') }),
  /** The function threw, or its promise was rejected: so most libraries refuse. */
  v.strictObject({ answer: v.literal('threw'), said }),
  /** The function returned something else: what. */
  v.strictObject({ answer: v.literal('unclear'), said }),
  v.strictObject({ answer: v.literal('no-function') }),
  v.strictObject({ answer: v.literal('not-loaded'), said }),
])

/** What the verifier answered, or why it could not be asked. */
export type Verdict = v.InferOutput<typeof verdictSchema>

/** The argument of the user's function. */
export interface VerifierInput {
  readonly kind: 'create' | 'get'
  /** PublicKeyCredentialCreationOptionsJSON or …RequestOptionsJSON. */
  readonly options: unknown
  /** RegistrationResponseJSON or AuthenticationResponseJSON. */
  readonly response: unknown
  /** The page; null: not known. */
  readonly origin: string | null
  /** When the page called, in milliseconds since the Unix epoch; null: not known. */
  readonly at: number | null
  /** The stored public key of a sign-in, in base64url; null when the command line has none. */
  readonly publicKey: string | null
}

export interface VerifierTask {
  /** The URL of the module's file. */
  readonly module: string
  readonly input: VerifierInput
}
