import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import {
  profileSchema,
  type ProfileFile,
} from '../../../../src/main/webauthn/providers/profile-schema'
import { PROFILES } from '../../../../src/main/webauthn/providers/profile-facts'
import { PROFILE_FILES } from '../../../../src/main/webauthn/providers/profile-files'
import {
  profileDescription,
  profileSignals,
} from '../../../../src/main/webauthn/providers/provider-profiles'
import { PLATFORM_AUTHENTICATOR } from '../../../../src/main/webauthn/authenticator/description'
import { profileIds } from '../../../../src/shared/provider-profile'
import { bitwarden } from '../../../../src/main/webauthn/providers/profiles/bitwarden'

const messages = (file: object) =>
  v.safeParse(profileSchema, file).issues?.map(({ message }) => message) ?? []

const [fact] = bitwarden.facts
const other = (knobs: object) => ({ ...fact, knobs })

describe('the schema of profiles', () => {
  it.each(PROFILE_FILES.map((file) => [file.id, file] as const))('accepts %s', (_id, file) => {
    expect(messages(file)).toEqual([])
  })

  it.each<[string, Partial<ProfileFile> | object, string]>([
    [
      'a knob that two facts set',
      { facts: [...bitwarden.facts, other({ backedUp: false })] },
      'two facts set backedUp',
    ],
    [
      'a knob that is known and unknown',
      { unknown: ['attachment', 'aaguid'] },
      'aaguid is known and unknown',
    ],
    ['a gap', { unknown: [] }, 'attachment is neither known nor unknown'],
  ])('refuses %s', (_what, fields, message) => {
    expect(messages({ ...bitwarden, ...fields })).toContain(message)
  })

  it.each<[string, object]>([
    ['an unknown knob', { facts: [other({ colour: 'red' })] }],
    ['another grade', { facts: [{ ...fact, grade: 'X' }] }],
    ['a fact without a source', { facts: [{ ...fact, source: '' }] }],
    ['an unknown id', { id: 'nobody' }],
    ['a bad value', { facts: [other({ greaseProbability: 2 })] }],
  ])('refuses %s', (_what, fields) => {
    expect(messages({ ...bitwarden, ...fields })).not.toEqual([])
  })
})

describe('the profiles', () => {
  it('are one for each id, in the order of the ids', () => {
    expect(PROFILES.map(({ id }) => id)).toEqual([...profileIds])
  })

  it('describe Latchkey’s own authenticator exactly', () => {
    expect(profileDescription('latchkey')).toEqual(PLATFORM_AUTHENTICATOR)
    expect(profileSignals('latchkey')).toBe('spec')
  })

  it('keep Latchkey’s own values if nothing is known', () => {
    const { excluded } = profileDescription('icloud-iphone').behaviour

    expect(PROFILES.find(({ id }) => id === 'icloud-iphone')?.unknown).toContain('excluded')
    expect(excluded).toBe(PLATFORM_AUTHENTICATOR.behaviour.excluded)
  })

  it('bring a policy for signals', () => {
    expect(profileSignals('keepassxc-2.7.12')).toBe('ignored')
    expect(profileSignals('icloud-iphone')).toBe('apple')
  })

  it('give the same object each time', () => {
    expect(profileDescription('bitwarden')).toBe(profileDescription('bitwarden'))
  })
})
