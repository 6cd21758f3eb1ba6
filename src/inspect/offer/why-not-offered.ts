/** Why a passkey was offered for a sign-in, or was not, in sentences. The authenticator's own code decides. */
import type { JudgedOffer, OfferCondition, OfferOutcome } from '../../shared/offer-condition'

/** What is known of the passkey and the request. */
export type Offer = Omit<JudgedOffer, 'outcomes'>

export interface OfferLine extends OfferOutcome {
  readonly sentence: string
}

export interface OfferExplanation {
  /** In one sentence. */
  readonly verdict: string
  /** Every condition, in the order in which they are judged. */
  readonly lines: readonly OfferLine[]
}

type Words = readonly [whenSo: (offer: Offer) => string, whenNot: (offer: Offer) => string]

const WORDS: Readonly<Record<OfferCondition, Words>> = {
  'rp-id': [
    ({ passkeyRpId }) => `It was made for ${passkeyRpId}, which the request is for.`,
    ({ passkeyRpId, rpId }) => `It was made for ${passkeyRpId}, and the request is for ${rpId}.`,
  ],
  shown: [() => 'It is not hidden.', () => 'It is hidden from pages.'],
  discoverable: [
    () => 'It is discoverable, or the page named its passkeys.',
    () => 'It is not discoverable, and only a page that names it can use it.',
  ],
  named: [
    () => 'The page named it, or named no passkeys.',
    () => 'The page named other passkeys, and not this one.',
  ],
  transports: [
    () => 'The transports that the page states reach the authenticator.',
    ({ authenticator }) =>
      `The transports that the page states beside its passkeys do not reach this authenticator, ${authenticator}.`,
  ],
  limits: [
    () => 'The list of the page is no longer than the authenticator reads.',
    ({ authenticator }) =>
      `The page named more passkeys than this authenticator, ${authenticator}, reads, or one with too long an id.`,
  ],
  request: [
    () => 'The authenticator answers requests like this one.',
    ({ authenticator }) =>
      `This authenticator, ${authenticator}, does not answer such a request: it cannot verify the user as the page wants, or declines the mediation, the hints or the challenge.`,
  ],
  authenticator: [
    ({ authenticator }) => `It can be on this authenticator, ${authenticator}.`,
    ({ authenticator }) =>
      `It cannot be on this authenticator, ${authenticator}: its kind, its algorithm or the length of its id does not fit.`,
  ],
  'cred-protect': [
    () => 'Its credProtect level allows this use.',
    () => 'Its credProtect level asks for user verification, which the request does without.',
  ],
}

/** @param outcomes of every condition, in the order in which they are judged. */
export function explainOffer(outcomes: readonly OfferOutcome[], offer: Offer): OfferExplanation {
  const lines = outcomes.map((outcome) => {
    const [whenSo, whenNot] = WORDS[outcome.condition]
    return { ...outcome, sentence: outcome.holds ? whenSo(offer) : whenNot(offer) }
  })
  return { verdict: verdictOf(lines, offer), lines }
}

/** A passkey may have been changed since the sign-in. */
function verdictOf(lines: readonly OfferLine[], { madeAfter }: Offer): string {
  if (madeAfter) return 'Not offered. It was made after this sign-in.'
  const failed = lines.find(({ holds }) => !holds)
  return failed
    ? `As the passkey is now, it is not offered. ${failed.sentence}`
    : 'As the passkey is now, it meets every condition of an offer.'
}
