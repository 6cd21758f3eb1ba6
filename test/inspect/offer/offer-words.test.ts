import { expect, it } from 'vitest'
import { offerWords } from '../../../src/inspect/offer/offer-words'
import { explainCreation } from '../../../src/inspect/offer/why-not-made'
import type { CreationCause } from '../../../src/shared/creation-cause'
import type { OfferCause } from '../../../src/shared/offer-cause'

const offer = {
  passkeyRpId: 'example.org',
  rpId: 'example.org',
  authenticator: 'Latchkey',
  madeAfter: false,
}

it.each<[OfferCause, string]>([
  [{ is: 'no-list' }, 'The page sent no allowCredentials, so any passkey of the RP ID may answer.'],
  [{ is: 'no-list-sent' }, 'Latchkey gets no list, so no limit of a list applies.'],
  [
    { is: 'request-answered', words: ['preferred'] },
    'The page’s userVerification is “preferred”. Latchkey can do that.',
  ],
  [{ is: 'can-hold' }, 'Latchkey supports the algorithm and the id of this passkey.'],
])('says which condition of an offer holds, with its value: $is', (cause, sentence) => {
  expect(offerWords(cause, offer)).toBe(sentence)
})

it.each<[CreationCause, string]>([
  [
    { is: 'residency-possible', words: ['required'] },
    'The page’s residentKey is “required”. Latchkey can do that.',
  ],
  [
    { is: 'verification-possible', words: ['discouraged'] },
    'The page’s userVerification is “discouraged”. Latchkey can do that.',
  ],
  [{ is: 'client-takes' }, 'Latchkey accepts the hints and the challenge of this request.'],
])('says which condition of a registration holds, with its value: $is', (cause, sentence) => {
  const outcomes = [{ condition: 'client', holds: true, cause }] as const
  const { lines } = explainCreation({
    authenticator: 'Latchkey',
    wasMade: true,
    outcomes: [...outcomes],
  })

  expect(lines.map((line) => line.sentence)).toEqual([sentence])
})
