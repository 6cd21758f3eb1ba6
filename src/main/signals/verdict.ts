import type { Names } from '../../shared/passkey'
import type { Passkey } from '../webauthn/authenticator/ports'

export type NameField = keyof Names

/** The result for one passkey of a signal. */
export type Verdict =
  | {
      readonly what: 'renamed'
      readonly passkey: Passkey
      /** The fields that take the site's values. */
      readonly fields: readonly NameField[]
      readonly after: Names
      /** Such as `the user edited the name`, for a name that stays; null when no name stays. */
      readonly stays: string | null
    }
  | {
      readonly what: 'hidden' | 'shown' | 'deleted'
      readonly passkey: Passkey
      /** One sentence for the user: who did it and why. */
      readonly because: string
    }
  | { readonly what: 'left'; readonly passkey: Passkey; readonly because: string }

export type ChangingVerdict = Exclude<Verdict, { readonly what: 'left' }>

export interface Judgement {
  readonly verdicts: readonly Verdict[]
  /** Why no passkey matches the signal. */
  readonly none: string
}
