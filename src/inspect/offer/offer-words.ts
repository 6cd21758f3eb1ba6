/** The sentence for each cause for which a condition of an offer holds or fails. */
import type { OfferCause } from '../../shared/offer-cause'
import type { JudgedOffer } from '../../shared/offer-condition'
import { algorithmName } from '../decode/algorithms'

/** The known facts about the passkey and the request. */
export interface Offer extends Omit<JudgedOffer, 'outcomes'> {
  /** Formats a time in milliseconds since the Unix epoch; by default as ISO 8601. */
  readonly timeText?: (at: number) => string
}

type Cause<Is extends OfferCause['is']> = Extract<OfferCause, { readonly is: Is }>

type Words = {
  readonly [Is in OfferCause['is']]: (cause: Cause<Is>, offer: Offer) => string
}

const WORDS: Words = {
  kept: () => 'It is in the vault.',
  'in-trash': ({ at, because }, { timeText = isoTime }) =>
    `It has been in the trash since ${timeText(at)}: ${because.replace(/\.$/u, '')}.`,

  'same-rp-id': (_, { rpId }) => `It was made for ${rpId}, which the request is for.`,
  'app-id': (_, { passkeyRpId }) => `It was made for ${passkeyRpId}, the AppID of the request.`,
  'other-rp-id': (_, { passkeyRpId, rpId }) =>
    `It was made for ${passkeyRpId}, and the request is for ${rpId}.`,

  'not-hidden': () => 'It is not hidden.',
  hidden: () => 'It is hidden from pages.',

  discoverable: () => 'It is discoverable.',
  'page-listed': () => 'It is not discoverable. The page lists passkeys, so it need not be.',
  'undiscoverable-autofill': () =>
    'It is not discoverable. Autofill offers discoverable passkeys only.',
  'undiscoverable-unlisted': () =>
    'It is not discoverable. Only a page that lists it can use it, and this page lists no passkeys.',

  listed: () => 'The page lists it.',
  'no-list': () => 'The page sent no allowCredentials, so any passkey of the RP ID may answer.',
  'not-listed': ({ count }) => `The page does not list it. ${listed(count)}`,

  'transports-match': (_, { authenticator }) =>
    `${authenticator} has a transport that the page lists.`,
  'transports-not-stated': () => 'The page does not limit the transports.',
  'transports-unread-by-autofill': () => 'Autofill ignores transports.',
  'transports-ignored': () => 'Your settings ignore the transports that the page lists.',
  'transports-differ': ({ stated, own }, { authenticator }) =>
    `The page lists transports that ${authenticator} does not have: ${stated.join(', ')}. ` +
    `${authenticator} has: ${own.join(', ')}.`,

  'no-list-sent': (_, { authenticator }) =>
    `${authenticator} gets no list, so no limit of a list applies.`,
  'list-fits': (_, { authenticator }) => `The list is not too long for ${authenticator}.`,
  'listed-id-too-long': ({ value, limit }, { authenticator }) =>
    `Its id has ${value} bytes. ${authenticator} reads ids of at most ${limit} bytes.`,
  'list-too-long': ({ value, limit }, { authenticator }) =>
    `${authenticator} has ${value} of the listed passkeys, and takes at most ${limit}. This one comes later in the list.`,

  'request-answered': ({ words }, { authenticator }) =>
    `The page’s userVerification is “${words.join()}”. ${authenticator} can do that.`,
  'verification-missing': (_, { authenticator }) =>
    `The page requires user verification. ${authenticator} cannot verify the user.`,
  'verification-declined': ({ words }, { authenticator }) =>
    `${authenticator} declines requests whose user verification is ${words.join(', ')}.`,
  'no-autofill': (_, { authenticator }) => `${authenticator} offers no passkeys in autofill.`,
  'hints-declined': ({ words }, { authenticator }) =>
    `${authenticator} leaves requests to the browser whose only hints are ${words.join(', ')}.`,
  'challenge-too-short': ({ value, limit }, { authenticator }) =>
    `The challenge has ${value} bytes. ${authenticator} expects at least ${limit}.`,

  'can-hold': (_, { authenticator }) =>
    `${authenticator} supports the algorithm and the id of this passkey.`,
  'cannot-hold-discoverable': cannotHold(() => 'it is discoverable'),
  'cannot-hold-id': cannotHold(
    ({ value, limit }: Cause<'cannot-hold-id'>) =>
      `its id has ${value} bytes, and the most is ${limit}`,
  ),
  'cannot-hold-algorithm': cannotHold(
    ({ alg }: Cause<'cannot-hold-algorithm'>) =>
      `its key is ${algorithmName(alg)}, and only ${algorithmName(-7)} is possible`,
  ),
  'cannot-hold-synced': cannotHold(() => 'it can be backed up'),

  'cred-protect-allows': () => 'credProtect does not limit its use.',
  'cred-protect-verified': () =>
    'credProtect asks for user verification, and the user is verified.',
  'cred-protect-listed': () =>
    'credProtect allows it without user verification: the page lists it.',
  'cred-protect-needs-list': () =>
    'credProtect (level 2) asks for user verification, or for a dialog of a page that lists it. This request has neither.',
  'cred-protect-needs-verification': () =>
    'credProtect (level 3) asks for user verification. The user is not verified in this request.',
}

/** One or two sentences: the cause, and the values that decided. */
export function offerWords(cause: OfferCause, offer: Offer): string {
  // Each key has the function for its own cause.
  const words = WORDS[cause.is] as (cause: OfferCause, offer: Offer) => string
  return words(cause, offer)
}

function cannotHold<Of>(why: (cause: Of) => string): (cause: Of, offer: Offer) => string {
  return (cause, { authenticator }) => `${authenticator} cannot hold this passkey: ${why(cause)}.`
}

function isoTime(at: number): string {
  return new Date(at).toISOString()
}

function listed(count: number): string {
  if (count === 0) return 'Its list has no entry of the type public-key.'
  return count === 1 ? 'It lists another passkey.' : `It lists ${count} others.`
}
