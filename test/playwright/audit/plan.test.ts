import { describe, expect, it } from 'vitest'
import type { AuditedFault, Catalogue } from '../../../playwright/audit/catalogue'
import { planOf, type Selection } from '../../../playwright/audit/plan'

const fault: AuditedFault = {
  id: 'uv-not-set',
  title: 'The UV flag is not set.',
  ceremonies: ['create', 'get'],
  place: 'authenticator-data',
  expected: 'refuse',
  severity: 'critical',
  section: 'WebAuthn §7.2 step 17',
  advice: 'Check the UV flag.',
}
const catalogue: Catalogue = {
  faults: [
    fault,
    { ...fault, id: 'signature-flipped', ceremonies: ['get'], place: 'signature' },
    { ...fault, id: 'extra-member', place: 'response', expected: 'accept', severity: 'low' },
  ],
  profiles: [
    { id: 'icloud', title: 'iCloud Keychain', summary: 'no counter' },
    { id: 'yubikey-5', title: 'YubiKey 5', summary: 'counts' },
  ],
}

const keys = (selection?: Selection) =>
  planOf(catalogue, selection).trials.flatMap(({ rows }) => rows.map(({ key }) => key))

describe('the plan of an audit', () => {
  it('begins with genuine ceremonies, whatever is chosen', () => {
    const { genuine, trials } = planOf(catalogue, { faults: 'none', profiles: 'none' })

    expect(genuine.rows.map(({ key }) => key)).toEqual(['genuine/create', 'genuine/get'])
    expect(trials).toEqual([])
  })

  it('tries each profile in both ceremonies, then each fault in its own', () => {
    expect(keys()).toEqual([
      'profile/icloud/create',
      'profile/icloud/get',
      'profile/yubikey-5/create',
      'profile/yubikey-5/get',
      'fault/uv-not-set/create',
      'fault/uv-not-set/get',
      'fault/signature-flipped/get',
      'fault/extra-member/create',
      'fault/extra-member/get',
    ])
  })

  it('registers and signs in with one passkey under a profile, and has a trial for each faulty ceremony', () => {
    const { trials } = planOf(catalogue, { profiles: ['icloud'], faults: ['uv-not-set'] })

    expect(trials.map(({ id, rows }) => [id, rows.length])).toEqual([
      ['icloud', 2],
      ['uv-not-set', 1],
      ['uv-not-set', 1],
    ])
  })

  it('expects of a profile that a correct relying party accepts it', () => {
    const [trial] = planOf(catalogue, { faults: 'none' }).trials

    expect(trial?.rows[0]).toMatchObject({ expected: 'accept', place: 'provider' })
  })

  it.each<[string, Selection, string[]]>([
    [
      'faults',
      { faults: ['signature-flipped'], profiles: 'none' },
      ['fault/signature-flipped/get'],
    ],
    ['a place', { only: ['signature'] }, ['fault/signature-flipped/get']],
    ['a ceremony', { only: ['icloud'], skip: ['create'] }, ['profile/icloud/get']],
    ['a severity', { only: ['low'] }, ['fault/extra-member/create', 'fault/extra-member/get']],
    ['a key', { only: ['fault/uv-not-set/get'] }, ['fault/uv-not-set/get']],
    [
      'several',
      { only: ['signature', 'low'], skip: ['extra-member'] },
      ['fault/signature-flipped/get'],
    ],
  ])('chooses rows by %s', (_, selection, expected) => {
    expect(keys(selection)).toEqual(expected)
  })

  it.each<[string, Selection, string]>([
    ['fault', { faults: ['uv-set'] }, 'There is no fault uv-set.'],
    ['profile', { profiles: ['i-cloud'] }, 'There is no profile i-cloud.'],
    ['word to try only', { only: ['sig'] }, '`only` names sig, which is no fault'],
    ['word to leave out', { skip: ['sig'] }, '`skip` names sig, which is no fault'],
  ])('refuses a %s that there is not, and says where the names are', (_, selection, message) => {
    expect(() => planOf(catalogue, selection)).toThrow(message)
    expect(() => planOf(catalogue, selection)).toThrow('latchkey audit --list')
  })

  it.each<[Selection, string]>([
    [{ only: ['icloud'], skip: ['provider'] }, '`only` and `skip` left nothing to try'],
    [{ skip: ['create', 'get'] }, '`skip` left nothing to try'],
    [{ faults: ['signature-flipped'], profiles: 'none', only: ['low'] }, '`only` left nothing'],
  ])('refuses a selection that leaves no row: %j', (selection, message) => {
    expect(() => planOf(catalogue, selection)).toThrow(message)
  })
})
