/** The numbers of steps that the faults name (docs/faults.md). */
import { describe, expect, it } from 'vitest'
import { FAULT_ENTRIES, FAULTS, type FaultPlace } from '../../src/shared/fault'
import {
  numbersOf,
  sectionOf,
  STEPS,
  type StepName,
} from '../../src/shared/faults/relying-party-steps'

const NAMES = Object.keys(STEPS) as StepName[]
const CLIENT_DATA: readonly StepName[] = ['client-data-text', 'client-data-json', 'challenge']
const ATTESTATION: readonly StepName[] = [
  'attestation-object',
  'attestation-format',
  'attestation-statement',
  'trust-anchors',
  'attestation-trust',
]
const RECORD: readonly StepName[] = ['allowed-credentials', 'user', 'credential-record']

/** The steps in which a relying party checks this part of an answer. */
const STEPS_OF: Readonly<Record<FaultPlace, readonly StepName[]>> = {
  'client-data': [...CLIENT_DATA, 'type', 'origin', 'cross-origin', 'top-origin'],
  'authenticator-data': [
    'rp-id-hash',
    'user-present',
    'user-verified',
    'backup-flags',
    'backup-eligibility',
    'backup-state',
    'algorithm',
    'sign-count',
    'credential-id-length',
    'credential-id-unused',
    'credential-record',
  ],
  attestation: [...ATTESTATION, 'client-data-hash', 'rp-id-hash'],
  signature: ['client-data-hash', 'signature'],
  response: [
    ...RECORD,
    'response',
    'assertion-parts',
    'client-data-text',
    'attestation-object',
    'signature',
  ],
  extensions: ['extension-results', 'extension-outputs', 'rp-id-hash'],
  timing: ['challenge'],
}

/** Steps in which no answer can be wrong: they come before or after the answer, or depend on the relying party’s policy. */
const WITHOUT_FAULT = {
  create: ['options', 'call', 'backup-eligibility', 'backup-state', 'end'],
  get: ['options', 'call', 'end'],
}

describe.each([
  ['create', 29],
  ['get', 25],
] as const)('the steps of %s()', (ceremony, last) => {
  it(`are all numbers from 1 to ${last}`, () => {
    expect(numbersOf(ceremony, NAMES)).toEqual(Array.from({ length: last }, (_, n) => n + 1))
  })

  it('are named once each, but for step 19 of a sign-in, which compares two flags', () => {
    const twice = NAMES.filter((name) =>
      NAMES.some(
        (other) =>
          other !== name && same(numbersOf(ceremony, [name]), numbersOf(ceremony, [other])),
      ),
    )
    expect(twice).toEqual(ceremony === 'get' ? ['backup-eligibility', 'backup-state'] : [])
  })

  it('have a fault each if an answer can be wrong in them', () => {
    const tried = FAULT_ENTRIES.filter(({ ceremonies }) => ceremonies.includes(ceremony)).flatMap(
      ({ steps = [] }) => steps,
    )
    const untried = NAMES.filter(
      (name) => numbersOf(ceremony, [name]).length > 0 && !tried.includes(name),
    )
    expect(untried).toEqual(WITHOUT_FAULT[ceremony])
  })
})

describe.each(FAULT_ENTRIES)('$id', ({ id, place, ceremonies, steps = [], sections = [] }) => {
  it('names steps that look at its part of the answer, in one of its ceremonies each', () => {
    expect(STEPS_OF[place]).toEqual(expect.arrayContaining([...steps]))
    const without = steps.filter((name) =>
      ceremonies.every((one) => numbersOf(one, [name]).length === 0),
    )
    expect(without).toEqual([])
  })

  it('names a section of a specification in words', () => {
    expect(steps.length + sections.length).toBeGreaterThan(0)
    const { section } = FAULTS.find((fault) => fault.id === id)!
    const one =
      /(§\d+(\.\d+)*( step \d+| steps \d+(, \d+)* and \d+| \(credential ID\))?|(CTAP 2\.1|RFC 9053) §[\d.]+)/
    expect(section).toMatch(new RegExp(`^WebAuthn ${one.source}(, ${one.source})*$`))
  })
})

describe('the words of a section', () => {
  it('are in the order of the sections, with both ceremonies', () => {
    const steps = ['challenge'] as const
    const places = {
      ceremonies: ['create', 'get'],
      steps,
      sections: ['§13.4.3', '§5.8.1'],
    } as const
    expect(sectionOf(places)).toBe('WebAuthn §5.8.1, §7.1 step 8, §7.2 step 11, §13.4.3')
  })

  it('name several steps of one ceremony together', () => {
    const steps = ['signature', 'user', 'allowed-credentials'] as const
    expect(sectionOf({ ceremonies: ['get'], steps })).toBe('WebAuthn §7.2 steps 5, 6 and 21')
  })

  it('name other specifications last', () => {
    const sections = ['CTAP 2.1 §8', '§2.4']
    expect(sectionOf({ ceremonies: ['create'], sections })).toBe('WebAuthn §2.4, CTAP 2.1 §8')
  })
})

function same(one: readonly number[], other: readonly number[]): boolean {
  return one.length > 0 && one.join() === other.join()
}
