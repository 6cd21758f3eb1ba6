/** Converts a profile to a form and back: every profile of Latchkey, every field, and contradictions between fields. */
import { describe, expect, it } from 'vitest'
import { FIELD_GROUPS, fieldsOf } from '../../../../src/main/webauthn/providers/profile-fields'
import { readProfile } from '../../../../src/main/webauthn/providers/loaded-profiles'
import { judgedProfile } from '../../../../src/main/webauthn/providers/profile-faults'
import { PROFILE_FILES } from '../../../../src/main/webauthn/providers/profile-files'
import { editedProfile, profileForm } from '../../../../src/main/webauthn/providers/profile-form'
import { profileDescription } from '../../../../src/main/webauthn/providers/provider-profiles'
import {
  knobEntries,
  type OwnProfileFile,
} from '../../../../src/main/webauthn/providers/profile-schema'
import type { FieldValue, ProfileDraft } from '../../../../src/shared/profile-form'
import type { ProfileId } from '../../../../src/shared/provider-profile'
import { ownProfile } from '../../../support/own-profile'

const shipped = (id: ProfileId) => {
  const file = PROFILE_FILES.find((one) => one.id === id)
  if (!file) throw new Error(`no profile is ${id}`)
  return file
}

function draft(changes: Record<string, FieldValue>, fields: Partial<ProfileDraft> = {}) {
  const names = { id: 'mine', title: 'Mine', summary: 'A copy.' }
  return { base: 'latchkey', edit: 'copy', ...names, changes, ...fields } as const
}

/** A copy with changed values. */
function copy(id: ProfileId, changes: Record<string, FieldValue>): OwnProfileFile {
  const judged = judgedProfile(editedProfile(shipped(id), draft(changes)))
  if (!('facts' in judged)) throw new Error(JSON.stringify(judged))
  return judged
}

const faults = (changes: Record<string, FieldValue>) =>
  judgedProfile(editedProfile(shipped('latchkey'), draft(changes)))

const fields = (id: ProfileId) =>
  profileForm(shipped(id), 'copy', () => false).groups.flatMap((group) => group.fields)

const field = (id: ProfileId, path: string) => fields(id).find((one) => one.path === path)

describe('the form', () => {
  it('has every knob of the schema once, except the one that a setting of the app decides', () => {
    const paths = FIELD_GROUPS.flatMap((group) => group.fields.map(({ path }) => path))
    const members = (knob: string, schema: object) =>
      'entries' in schema && schema.entries instanceof Object
        ? Object.keys(schema.entries).map((name) => `${knob}.${name}`)
        : [knob]
    const all = Object.entries(knobEntries).flatMap(([knob, schema]) => members(knob, schema))

    expect([...paths].sort()).toEqual(all.filter((one) => one !== 'enterpriseRpIds').sort())
    expect(new Set(paths).size).toBe(paths.length)
    expect(fieldsOf('limits.passkeys')).toEqual(['limits.passkeys'])
  })

  it('reads the possible values of a field from the schema', () => {
    const control = (path: string) => field('latchkey', path)?.control
    expect(control('backedUp')).toEqual({ kind: 'switch' })
    expect(control('verification.preferred')).toEqual({
      kind: 'choice',
      options: ['verify', 'skip', 'claim', 'refuse'],
    })
    expect(control('credentialId.bytes')).toMatchObject({ least: 16, most: 1023, whole: true })
    expect(control('limits.passkeys')).toMatchObject({ kind: 'number', unlimited: true })
    expect(control('greaseProbability')).toMatchObject({ least: 0, most: 1, whole: false })
    expect(control('memberOrder')).toMatchObject({ kind: 'order', complete: true })
    expect(control('minPinLength.rpIds')).toEqual({ kind: 'texts', word: 'all' })
    expect(control('transportsByRpId')).toEqual({ kind: 'record', lists: true })
    expect(control('counter')).toEqual({
      kind: 'counter',
      words: ['none', 'per-passkey', 'timestamp', 'only-if-above-0'],
      numbers: [
        { path: 'perPasskey.start', least: 0, most: 2 ** 32 - 1 },
        { path: 'global.start', least: 1, most: 2 ** 32 - 1 },
        { path: 'fixed', least: 0, most: 2 ** 32 - 1 },
      ],
    })
  })

  it('states the source of each value: a fact, unknown, or Latchkey’s default', () => {
    expect(field('bitwarden', 'credentialId.form')).toMatchObject({
      value: 'uuid',
      fact: { about: 'Credential ids are the bytes of a UUID.', grade: 'M' },
      unknown: false,
    })
    expect(field('bitwarden', 'attachment')).toMatchObject({
      value: 'platform',
      fact: null,
      unknown: true,
    })
    expect(field('bitwarden', 'toJson')).toMatchObject({ value: true, fact: null, unknown: false })
  })

  it('suggests names that are free for a copy', () => {
    const taken = (id: string) => id === 'bitwarden-copy'
    expect(profileForm(shipped('bitwarden'), 'copy', taken)).toMatchObject({
      base: { id: 'bitwarden' },
      id: 'bitwarden-copy-2',
      title: 'Bitwarden (browser extension), copy 2',
    })
    expect(profileForm(ownProfile(), 'itself', taken)).toMatchObject({
      id: 'acme',
      title: 'Acme Passwords',
    })
  })
})

describe('a copy', () => {
  it.each(PROFILE_FILES.map(({ id }) => id))('of %s without a change answers as it does', (id) => {
    const { name: _, profile: __, ...copied } = readProfile(copy(id, {})).description
    const { name: ___, profile: ____, ...original } = profileDescription(id)
    expect(copied).toEqual(original)
  })

  it('has the changed values as a separate fact, and every other fact unchanged', () => {
    const before = shipped('bitwarden')
    const { facts, unknown } = copy('bitwarden', { attachment: 'platform', backedUp: false })

    expect(facts.at(-1)).toEqual({
      about: 'Set by hand.',
      grade: 'U',
      source: 'edited in Latchkey',
      knobs: { backedUp: false },
    })
    expect(facts.find(({ about }) => about === 'Passkeys are synced.')?.knobs).toEqual({
      backupEligible: true,
    })
    expect(facts).toHaveLength(before.facts.length + 1)
    expect(unknown).toEqual(['attachment'])
  })

  it('no longer lists a knob as unknown once its value was set', () => {
    const { unknown } = copy('bitwarden', { attachment: 'cross-platform' })
    expect(unknown).toEqual([])
  })

  it('keeps the other members of a knob', () => {
    const { description } = readProfile(copy('bitwarden', { 'verification.preferred': 'skip' }))
    expect(description.behaviour.verification).toEqual({
      required: 'verify',
      preferred: 'skip',
      discouraged: 'skip',
    })
  })

  it('that is edited again has one fact of all that was set by hand', () => {
    const first = copy('bitwarden', { backedUp: false, counter: 'timestamp' })
    const again = judgedProfile(editedProfile(first, draft({ counter: { fixed: 7 } })))
    const byHand = 'facts' in again ? again.facts.filter(({ grade }) => grade === 'U') : []
    expect(byHand.map(({ knobs }) => knobs)).toEqual([{ backedUp: false, counter: { fixed: 7 } }])
  })
})

describe('what is wrong', () => {
  it('is said at each field that it is about', () => {
    expect(faults({ backupEligible: false })).toEqual([
      { fields: ['backedUp', 'backupEligible'], reason: 'backedUp needs backupEligible' },
    ])
    expect(faults({ 'credentialId.form': 'uuid' })).toEqual([
      {
        fields: ['credentialId.form', 'credentialId.bytes'],
        reason: 'credentialId.bytes does not fit its form',
      },
    ])
  })

  it('is said in words of a person', () => {
    expect(faults({ 'credentialId.bytes': 3 })).toEqual([
      { fields: ['credentialId.bytes'], reason: 'at least 16' },
    ])
    expect(faults({ 'credentialId.bytes': null })).toEqual([
      { fields: ['credentialId.bytes'], reason: 'a number is needed' },
    ])
    expect(faults({ aaguid: 'x' })).toMatchObject([{ fields: ['aaguid'] }])
    expect(faults({ 'verification.required': 'skip' })).toEqual([
      {
        fields: ['verification.required'],
        reason: 'required verification cannot be skipped: refuse it',
      },
    ])
    expect(faults({ counter: { fixed: -1 } })).toEqual([
      { fields: ['counter'], reason: 'at least 0' },
    ])
    expect(faults({ transports: [] })).toEqual([
      { fields: ['transports'], reason: 'this may not be empty' },
    ])
  })

  it('is said of the names, too', () => {
    const judged = judgedProfile(
      editedProfile(shipped('latchkey'), draft({}, { id: 'bitwarden', title: '' })),
    )
    expect(judged).toEqual([
      { fields: ['id'], reason: 'Latchkey has a profile of this id' },
      { fields: ['title'], reason: 'this may not be empty' },
    ])
  })

  it('is nothing for a field that there is not', () => {
    expect(faults({ enterpriseRpIds: ['example.org'], name: 'x' })).toMatchObject({ id: 'mine' })
  })
})
