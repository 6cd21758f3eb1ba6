import { describe, expect, it } from 'vitest'
import { differing, lacking } from '../../../../src/main/webauthn/providers/differing'
import type { ProfileFile } from '../../../../src/main/webauthn/providers/profile-schema'

type Fact = ProfileFile['facts'][number]

function fact(about: string, knobs: Fact['knobs']): Fact {
  return { about, grade: 'M', source: 'a test', knobs }
}

const backup = fact('synced', { backupEligible: true, backedUp: true })
const aaguid = fact('its AAGUID', { aaguid: '00000000-0000-0000-0000-000000000001' })
const parent = { facts: [backup, aaguid] }

describe('a variant of a profile', () => {
  it('has a new fact that replaces the one about the same knobs', () => {
    const bound = fact('bound', { backupEligible: false, backedUp: false })

    expect(differing(parent, bound)).toEqual([bound, aaguid])
  })

  it('has a new fact that replaces one about fewer knobs', () => {
    const zeros = fact('zeros', {
      aaguid: '00000000-0000-0000-0000-000000000000',
      aaguidWithoutAttestation: 'zeroed',
    })

    expect(differing(parent, zeros)).toEqual([backup, zeros])
  })

  it('has facts of its own last', () => {
    const own = fact('no counter', { counter: 'none' })

    expect(differing(parent, own)).toEqual([backup, aaguid, own])
  })

  it('can know less', () => {
    const { facts } = lacking({ ...PROFILE, facts: parent.facts }, 'aaguid')

    expect(facts).toEqual([backup])
  })
})

const PROFILE: Omit<ProfileFile, 'facts'> = {
  id: 'bitwarden',
  title: 'A profile',
  summary: 'A test.',
  unknown: [],
  notReproduced: [],
}
