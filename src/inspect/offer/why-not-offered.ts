/** Explains in sentences why a passkey was offered for a sign-in, or was not. The authenticator's own code decides. */
import type { OfferOutcome } from '../../shared/offer-condition'
import { offerWords, type Offer } from './offer-words'

export interface OfferLine extends OfferOutcome {
  readonly sentence: string
}

export interface OfferExplanation {
  /** In one or two sentences. */
  readonly verdict: string
  /** Every condition, in the order of judging. */
  readonly lines: readonly OfferLine[]
}

/** @param outcomes of every condition, in the order of judging. */
export function explainOffer(outcomes: readonly OfferOutcome[], offer: Offer): OfferExplanation {
  const lines = outcomes.map((outcome) => ({
    ...outcome,
    sentence: offerWords(outcome.cause, offer),
  }))
  return { verdict: verdictOf(lines, offer), lines }
}

/** The passkey may have changed since the sign-in. */
function verdictOf(lines: readonly OfferLine[], { madeAfter }: Offer): string {
  if (madeAfter) return 'It was not offered: it was made after this sign-in.'
  const failed = lines.find(({ holds }) => !holds)
  return failed ? `It would not be offered now. ${failed.sentence}` : 'It would be offered now.'
}
