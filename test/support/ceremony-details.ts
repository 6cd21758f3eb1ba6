/** The details that the record keeps of ceremonies; give only the fields that the test is about. */
import type { CeremonyDetail } from '../../src/shared/ceremony-detail'
import type { LintFinding } from '../../src/shared/lint-finding'
import { vectorAnswers } from './vector-answers'

type Vector = (typeof vectorAnswers)[number]

/** The specification's vector with that name. */
export function vectorOf(id: string): Vector {
  const found = vectorAnswers.find((one) => one.id === id)
  if (found === undefined) throw new Error(`there is no vector ${id}`)
  return found
}

/** A successful registration or sign-in of the specification's vectors. */
export function ceremonyDetail(
  fields: Partial<CeremonyDetail> = {},
  vector: Vector = vectorOf('none-es256'),
): CeremonyDetail {
  const kind = fields.kind ?? 'create'
  const { options, response } = kind === 'create' ? vector.registration : vector.authentication
  return {
    entryId: 'entry',
    kind,
    mediation: null,
    options,
    response,
    withheld: [],
    steps: STEPS,
    failed: null,
    profile: { id: 'latchkey', name: 'Latchkey' },
    lint: [],
    ...fields,
  }
}

/** Every step of a ceremony that a person answered. */
const STEPS: CeremonyDetail['steps'] = [
  { step: 'received', afterMs: 0, note: 'The page’s call arrived.' },
  { step: 'parsed', afterMs: 0.4, note: 'The options are well formed.' },
  { step: 'rp-id', afterMs: 0.6, note: 'example.org is the host of the page.' },
  { step: 'authenticators', afterMs: 1.2, note: 'Latchkey can create the passkey.' },
  { step: 'question', afterMs: 2.1, note: 'The question was shown.' },
  { step: 'answered', afterMs: 3480, note: 'The user approved.' },
  { step: 'signed', afterMs: 3486.2, note: 'The attestation was made.' },
  { step: 'sent', afterMs: 3487, note: 'The response is on its way to the page.' },
]

export function lintFinding(fields: Partial<LintFinding> = {}): LintFinding {
  return {
    rule: 'challenge-short',
    severity: 'error',
    title: 'The challenge is shorter than 16 bytes.',
    section: 'WebAuthn §13.4.3',
    why: 'An attacker could guess it, and replay an answer.',
    instead: 'Send at least 16 random bytes.',
    path: 'publicKey.challenge',
    value: 'AAEC… (8 bytes)',
    ...fields,
  }
}
