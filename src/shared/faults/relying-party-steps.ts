/**
 * The steps of a relying party for an answer: WebAuthn Level 3, W3C Recommendation of 25 August 2026, §7.1 for a registration
 * and §7.2 for a sign-in. The faults name the steps. Only this table has the numbers.
 */

import { once } from '../once'

interface Step {
  /** What the relying party checks, as the end of the sentence “The relying party looks at …”. */
  readonly looksAt: string
  /** The number in §7.1; absent when a registration has no such step. */
  readonly create?: number
  /** The number in §7.2. */
  readonly get?: number
}

export const STEPS = {
  options: { looksAt: 'the options that it sends', create: 1, get: 1 },
  call: { looksAt: 'the promise that the page gets', create: 2, get: 2 },
  response: { looksAt: 'whether there is a response of this ceremony', create: 3, get: 3 },
  'extension-results': { looksAt: 'the client extension results', create: 4, get: 4 },
  'allowed-credentials': { looksAt: 'whether it named the credential', get: 5 },
  user: { looksAt: 'the user, the user handle and the credential’s record', get: 6 },
  'assertion-parts': { looksAt: 'the three byte strings of an assertion', get: 7 },
  'client-data-text': { looksAt: 'the client data as UTF-8', create: 5, get: 8 },
  'client-data-json': { looksAt: 'the client data as JSON', create: 6, get: 9 },
  type: { looksAt: 'the type in the client data', create: 7, get: 10 },
  challenge: { looksAt: 'the challenge', create: 8, get: 11 },
  origin: { looksAt: 'the origin', create: 9, get: 12 },
  'cross-origin': { looksAt: '`crossOrigin`', create: 10, get: 13 },
  'top-origin': { looksAt: '`topOrigin`', create: 11, get: 14 },
  'client-data-hash': { looksAt: 'the hash of the client data', create: 12, get: 20 },
  'attestation-object': { looksAt: 'the attestation object as CBOR', create: 13 },
  'rp-id-hash': { looksAt: 'the RP ID hash', create: 14, get: 15 },
  'user-present': { looksAt: 'the UP flag', create: 15, get: 16 },
  'user-verified': { looksAt: 'the UV flag', create: 16, get: 17 },
  'backup-flags': { looksAt: 'that BS is not set without BE', create: 17, get: 18 },
  'backup-eligibility': { looksAt: 'the BE flag, by its policy', create: 18, get: 19 },
  'backup-state': { looksAt: 'the BS flag, by its policy', create: 19, get: 19 },
  algorithm: { looksAt: 'the algorithm of the key', create: 20 },
  'attestation-format': { looksAt: 'the attestation statement format', create: 21 },
  'attestation-statement': { looksAt: 'the attestation statement', create: 22 },
  'trust-anchors': { looksAt: 'the roots that it trusts', create: 23 },
  'attestation-trust': { looksAt: 'whether the attestation leads to such a root', create: 24 },
  signature: { looksAt: 'the signature', get: 21 },
  'sign-count': { looksAt: 'the signature counter', get: 22 },
  'credential-id-length': { looksAt: 'the length of the credential id', create: 25 },
  'credential-id-unused': { looksAt: 'whether the credential id is registered', create: 26 },
  'credential-record': { looksAt: 'the credential’s record, which it writes', create: 27, get: 24 },
  'extension-outputs': { looksAt: 'the extension outputs', create: 28, get: 23 },
  end: { looksAt: 'whether all of this went well', create: 29, get: 25 },
} as const satisfies Readonly<Record<string, Step>>

export type StepName = keyof typeof STEPS

/** The places of a fault in specifications, before they are written as text. */
export interface Places {
  readonly ceremonies: readonly ('create' | 'get')[]
  readonly steps?: readonly StepName[] | undefined
  readonly sections?: readonly string[] | undefined
}

/** @returns a text such as `WebAuthn §5.8.1, §7.1 step 6, §7.2 step 9`: in the order of the sections, other documents last. */
export function sectionOf({ ceremonies, steps = [], sections = [] }: Places): string {
  const ofCeremonies = ceremonies.map((ceremony) => stepsOf(ceremony, steps))
  const all = [...sections, ...ofCeremonies.flat()]
  return `WebAuthn ${all.sort((one, other) => compareSections(one, other)).join(', ')}`
}

/** The numbers of the steps in the section of the ceremony. */
export function numbersOf(ceremony: 'create' | 'get', names: readonly StepName[]): number[] {
  const steps: readonly Step[] = names.map((name) => STEPS[name])
  const numbers = steps.flatMap((step) => step[ceremony] ?? [])
  return [...new Set(numbers)].sort((one, other) => one - other)
}

// Made once, when a section is asked for: each takes as long as all of its uses.
const listFormat = once(() => new Intl.ListFormat('en-GB'))
const collator = once(() => new Intl.Collator('en', { numeric: true }))

function stepsOf(ceremony: 'create' | 'get', names: readonly StepName[]): string[] {
  const numbers = numbersOf(ceremony, names)
  if (numbers.length === 0) return []
  const words = listFormat().format(numbers.map(String))
  return [
    `${ceremony === 'create' ? '§7.1' : '§7.2'} step${numbers.length > 1 ? 's' : ''} ${words}`,
  ]
}

/** A section of another document, such as `CTAP 2.1 §8`, does not begin with its number. */
function compareSections(one: string, other: string): number {
  const isOwn = Number(other.startsWith('§')) - Number(one.startsWith('§'))
  return isOwn === 0 ? collator().compare(one, other) : isOwn
}
