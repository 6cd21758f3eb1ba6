/** Explains in sentences why an authenticator would make a passkey for a registration, or would refuse. */
import type { CreationCause } from '../../shared/creation-cause'
import type { CreationOutcome, JudgedCreation } from '../../shared/creation-judgement'
import { algorithmName } from '../decode/algorithms'

export interface CreationLine extends CreationOutcome {
  readonly sentence: string
}

export interface CreationExplanation {
  /** In one or two sentences. */
  readonly verdict: string
  /** Every condition, in the order of judging. */
  readonly lines: readonly CreationLine[]
}

type Cause<Is extends CreationCause['is']> = Extract<CreationCause, { readonly is: Is }>

type Words = {
  readonly [Is in CreationCause['is']]: (cause: Cause<Is>, authenticator: string) => string
}

const names = (ids: readonly number[]) => ids.map(algorithmName).join(', ')

const WORDS: Words = {
  'any-attachment': () => 'The page accepts any attachment.',
  'same-attachment': ({ words }, authenticator) =>
    `The page wants a ${words.join()} authenticator, and ${authenticator} is one.`,
  'other-attachment': ({ wanted, own }, authenticator) =>
    `The page wants a ${wanted} authenticator. ${authenticator} is a ${own} authenticator.`,

  'residency-possible': ({ words }, authenticator) =>
    `The page’s residentKey is “${words.join()}”. ${authenticator} can do that.`,
  'keeps-no-discoverable': (_, authenticator) =>
    `The page requires a discoverable passkey. ${authenticator} keeps none.`,
  'only-discoverable': (_, authenticator) =>
    `The page discourages discoverable passkeys. ${authenticator} makes no others.`,

  'verification-possible': ({ words }, authenticator) =>
    `The page’s userVerification is “${words.join()}”. ${authenticator} can do that.`,
  'verification-missing': (_, authenticator) =>
    `The page requires user verification. ${authenticator} cannot verify the user.`,
  'verification-declined': ({ words }, authenticator) =>
    `${authenticator} declines requests whose user verification is ${words.join(', ')}.`,

  'client-takes': (_, authenticator) =>
    `${authenticator} accepts the hints and the challenge of this request.`,
  'hints-declined': ({ words }, authenticator) =>
    `${authenticator} leaves requests to the browser whose only hints are ${words.join(', ')}.`,
  'challenge-too-short': ({ value, limit }, authenticator) =>
    `The challenge has ${value} bytes. ${authenticator} expects at least ${limit}.`,

  'asks-the-user': (_, authenticator) => `${authenticator} asks the user.`,
  'makes-unasked': (_, authenticator) => `${authenticator} makes passkeys without asking.`,
  'makes-none-unasked': (_, authenticator) =>
    `The page wants a passkey that is made without asking. ${authenticator} makes none.`,
  'unasked-unverified': () =>
    'The page requires user verification of a passkey that is made without asking.',

  'makes-algorithm': ({ alg }, authenticator) =>
    `${authenticator} makes a key for ${algorithmName(alg)}.`,
  'makes-no-algorithm': ({ wanted, own }, authenticator) =>
    `The page wants a key for ${names(wanted)}. ${authenticator} makes ${names(own)}.`,

  'nothing-excluded': () => 'The page excludes no passkeys.',
  'no-excluded-here': (_, authenticator) =>
    `${authenticator} has no passkey that the page excludes.`,
  'replaces-excluded': (_, authenticator) =>
    `${authenticator} has a passkey that the page excludes, and replaces it.`,
  'excluded-here': ({ userName }, authenticator) =>
    `${authenticator} has a passkey that the page excludes: ${userName}.`,
}

export function explainCreation(judged: JudgedCreation): CreationExplanation {
  const lines = judged.outcomes.map((outcome) => {
    // Each key has the function for its own cause.
    const words = WORDS[outcome.cause.is] as (cause: CreationCause, authenticator: string) => string
    return { ...outcome, sentence: words(outcome.cause, judged.authenticator) }
  })
  return { verdict: verdictOf(judged, lines), lines }
}

function verdictOf(
  { wasMade, authenticator }: JudgedCreation,
  lines: readonly CreationLine[],
): string {
  if (wasMade) return `${authenticator} made the passkey.`
  const failed = lines.find(({ holds }) => !holds)
  return failed
    ? `It would be refused now. ${failed.sentence}`
    : 'No condition fails now. “What happened” says why it was refused.'
}
