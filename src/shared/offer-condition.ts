/** The conditions that a passkey meets where it is offered for a sign-in, in the order in which they are judged. */
export type OfferCondition =
  'rp-id' | 'shown' | 'discoverable' | 'named' | 'authenticator' | 'cred-protect'

/** Whether a passkey meets a condition of one request. */
export interface OfferOutcome {
  readonly condition: OfferCondition
  readonly holds: boolean
}
