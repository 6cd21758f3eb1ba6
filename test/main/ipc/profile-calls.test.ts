import { beforeEach, describe, expect, it } from 'vitest'
import { profileCalls } from '../../../src/main/ipc/profile-calls'
import { KeptProfiles } from '../../../src/main/start/kept-profiles'
import { LoadedProfiles } from '../../../src/main/webauthn/providers/loaded-profiles'
import { ownProfile } from '../../support/own-profile'

const PAGE = 'https://example.org'
const OTHER = 'https://other.example'

let files: Map<string, string>
let toOpen: { name: string; text: string } | null
let profile: string
let pages: Map<string, string>
let changes: number
let failing: 'pages' | 'files' | 'vault' | null
let saved: { name: string; text: string }[]

beforeEach(() => {
  files = new Map()
  toOpen = fileOf(ownProfile())
  profile = 'latchkey'
  pages = new Map()
  changes = 0
  failing = null
  saved = []
})

const fileOf = (content: unknown) => ({ name: 'acme.json', text: JSON.stringify(content) })

function calls() {
  const folder = {
    files: () => Array.from(files, ([name, text]) => ({ name, read: () => text })),
    write: (name: string, text: string) => void files.set(name, text),
    remove: (name: string) => {
      if (failing === 'files') throw new Error('the file cannot be removed')
      files.delete(name)
    },
  }
  const log = { info: () => undefined, warn: () => undefined }
  const profiles = new KeptProfiles({ loaded: new LoadedProfiles(), folder, log })
  return profileCalls({
    profiles,
    openFile: async () => toOpen,
    saveFile: async (name, text) => {
      saved.push({ name, text: typeof text === 'string' ? text : [...text].join('') })
      return `/home/ada/${name}`
    },
    settings: {
      get values() {
        return { profile }
      },
      change: (changed) => void (profile = changed.profile),
    },
    pageProfiles: {
      originsOf: (id) => Array.from(pages).flatMap(([origin, own]) => (own === id ? origin : [])),
      own: (origin) => {
        if (failing === 'vault') throw new Error('the vault is locked')
        return pages.get(origin) ?? null
      },
      set: async (origin, chosen) => {
        if (failing === 'pages' && origin === OTHER) throw new Error('the vault is locked')
        if (chosen === null) pages.delete(origin)
        else pages.set(origin, chosen)
      },
    },
    changed: () => void changes++,
  })
}

const titles = async (api: ReturnType<typeof calls>) =>
  (await api.listProfiles()).filter(({ own }) => own).map(({ title }) => title)

describe('a profile', () => {
  it('is loaded from the file that the user chooses', async () => {
    const api = calls()

    const loaded = { outcome: 'loaded', id: 'acme', title: 'Acme Passwords' }
    expect(await api.loadProfile()).toEqual(loaded)
    expect(await titles(api)).toEqual(['Acme Passwords'])
    expect([changes, [...files.keys()]]).toEqual([1, ['acme.json']])
  })

  it('is not loaded if the user cancels', async () => {
    toOpen = null
    const api = calls()

    expect(await api.loadProfile()).toBeNull()
    expect([changes, files.size]).toEqual([0, 0])
  })

  it('is refused with each contradiction', async () => {
    const { facts } = ownProfile()
    toOpen = fileOf(ownProfile({ facts: [...facts, ...facts] }))
    const api = calls()

    const answer = await api.loadProfile()

    expect(answer).toMatchObject({ outcome: 'refused', file: 'acme.json' })
    const reasons = answer?.outcome === 'refused' ? answer.reasons : []
    expect(reasons.length).toBeGreaterThan(1)
    expect(reasons[0]).toMatch(/^two facts set /)
    expect([changes, files.size]).toEqual([0, 0])
  })

  it('takes the place of one of the same id when the user confirms it, and not before', async () => {
    const api = calls()
    await api.loadProfile()
    toOpen = fileOf(ownProfile({ title: 'Acme 2' }))

    expect(await api.loadProfile()).toEqual({
      outcome: 'known',
      id: 'acme',
      title: 'Acme 2',
      loadedTitle: 'Acme Passwords',
    })
    expect(await titles(api)).toEqual(['Acme Passwords'])

    await api.replaceProfile('acme')
    expect(await titles(api)).toEqual(['Acme 2'])
    expect(changes).toBe(2)
    await expect(api.replaceProfile('acme')).rejects.toThrow('choose the file again')
  })

  it('is replaced by no file that was chosen before another one', async () => {
    const api = calls()
    await api.loadProfile()
    await api.loadProfile()
    toOpen = null
    await api.loadProfile()

    await expect(api.replaceProfile('acme')).rejects.toThrow('choose the file again')
  })

  it('is removed, and what used it meets the default', async () => {
    const api = calls()
    await api.loadProfile()
    profile = 'acme'
    pages = new Map([
      [PAGE, 'acme'],
      [OTHER, 'bitwarden'],
    ])

    expect(await api.removeProfile('acme')).toEqual({
      title: 'Acme Passwords',
      wasDefault: true,
      pages: [PAGE],
    })

    expect(profile).toBe('latchkey')
    expect([...pages.keys()]).toEqual([OTHER])
    expect(await titles(api)).toEqual([])
    expect([changes, files.size]).toEqual([2, 0])
  })

  it('that was removed comes back, with what used it', async () => {
    const api = calls()
    await api.loadProfile()
    profile = 'acme'
    pages = new Map([
      [PAGE, 'acme'],
      [OTHER, 'acme'],
    ])
    await api.removeProfile('acme')

    await api.restoreProfile('acme')

    expect(await titles(api)).toEqual(['Acme Passwords'])
    expect([profile, ...pages]).toEqual(['acme', [PAGE, 'acme'], [OTHER, 'acme']])
    expect([changes, [...files.keys()]]).toEqual([3, ['acme.json']])
    await expect(api.restoreProfile('acme')).rejects.toThrow('no such profile was removed')
  })

  it('that comes back changes nothing that was chosen since', async () => {
    const api = calls()
    await api.loadProfile()
    profile = 'acme'
    pages = new Map([[PAGE, 'acme']])
    await api.removeProfile('acme')
    profile = 'dashlane'
    pages.set(PAGE, 'bitwarden')

    await api.restoreProfile('acme')

    expect(await titles(api)).toEqual(['Acme Passwords'])
    expect([profile, ...pages]).toEqual(['dashlane', [PAGE, 'bitwarden']])
  })

  it('is not restored if it would replace another one, or while the vault is locked', async () => {
    const api = calls()
    await api.loadProfile()
    pages = new Map([[PAGE, 'acme']])
    await api.removeProfile('acme')
    failing = 'vault'
    await expect(api.restoreProfile('acme')).rejects.toThrow('the vault is locked')
    expect(await titles(api)).toEqual([])

    failing = null
    await api.loadProfile()
    await expect(api.restoreProfile('acme')).rejects.toThrow('Acme Passwords has its place now')
    expect([...pages]).toEqual([])
  })

  it('that is partly removed makes the window and the pages see the result', async () => {
    const api = calls()
    await api.loadProfile()
    profile = 'acme'
    pages = new Map([
      [PAGE, 'acme'],
      [OTHER, 'acme'],
    ])

    failing = 'pages'
    await expect(api.removeProfile('acme')).rejects.toThrow('the vault is locked')
    expect([changes, [...pages.keys()], profile]).toEqual([2, [OTHER], 'acme'])

    failing = 'files'
    await expect(api.removeProfile('acme')).rejects.toThrow('the file cannot be removed')
    expect([changes, pages.size, profile]).toEqual([3, 0, 'latchkey'])
    expect(await titles(api)).toEqual(['Acme Passwords'])
  })

  it('of Latchkey is not removed', async () => {
    pages = new Map([[PAGE, 'bitwarden']])
    const api = calls()

    await expect(api.removeProfile('bitwarden')).rejects.toThrow('no such profile was loaded')
    expect([changes, pages.size]).toEqual([0, 1])
  })

  it('that is damaged is listed', async () => {
    files.set('broken.json', '{')

    expect(await calls().listDamagedProfiles()).toEqual([
      { file: 'broken.json', reasons: ['it is not JSON'] },
    ])
  })
})

describe('an edited profile', () => {
  const draft = {
    base: 'bitwarden',
    edit: 'copy',
    id: 'mine',
    title: 'Mine',
    summary: 'A copy of Bitwarden.',
    changes: { backedUp: false },
  } as const

  it('is kept as a profile of the user’s, and used at once', async () => {
    const api = calls()
    const { id } = await api.editProfile('bitwarden', 'copy')
    expect(id).toBe('bitwarden-copy')

    expect(await api.checkProfile(draft)).toEqual([])
    expect([changes, files.size]).toEqual([0, 0])
    expect(await api.saveProfile(draft)).toEqual([])

    expect(await titles(api)).toEqual(['Mine'])
    expect([changes, [...files.keys()]]).toEqual([1, ['mine.json']])
  })

  it('with a contradiction changes nothing, and says at which fields', async () => {
    const api = calls()
    const wrong = { ...draft, changes: { backupEligible: false } }
    const faults = [
      { fields: ['backedUp', 'backupEligible'], reason: 'backedUp needs backupEligible' },
    ]

    expect(await api.checkProfile(wrong)).toEqual(faults)
    expect(await api.saveProfile(wrong)).toEqual(faults)
    expect([changes, files.size]).toEqual([0, 0])
  })

  it('is edited again in its place, under its id', async () => {
    const api = calls()
    await api.saveProfile(draft)
    expect(await api.saveProfile(draft)).toEqual([
      { fields: ['id'], reason: 'a profile of yours has this id' },
    ])
    const again = {
      ...draft,
      base: 'mine',
      edit: 'itself',
      changes: { counter: 'timestamp' },
    } as const

    expect(await api.saveProfile({ ...again, id: 'other' })).toEqual([
      { fields: ['id'], reason: 'the id of a profile stays' },
    ])
    expect(await api.saveProfile({ ...again, title: 'Mine 2' })).toEqual([])

    expect(await titles(api)).toEqual(['Mine 2'])
    const { groups } = await api.editProfile('mine', 'itself')
    const values = groups.flatMap(({ fields }) => fields.map(({ path, value }) => [path, value]))
    expect(Object.fromEntries(values)).toMatchObject({ backedUp: false, counter: 'timestamp' })
  })

  it('is exported as a file that can be loaded', async () => {
    const api = calls()
    await api.saveProfile(draft)

    expect(await api.exportProfile('mine')).toBe('/home/ada/mine.json')

    await api.removeProfile('mine')
    toOpen = saved[0] ?? null
    expect(await api.loadProfile()).toMatchObject({ outcome: 'loaded', id: 'mine' })
  })

  it('cannot be Latchkey’s own, nor one that is gone', async () => {
    const api = calls()
    await expect(api.editProfile('latchkey', 'itself')).rejects.toThrow('there is no such profile')
    await expect(api.saveProfile({ ...draft, base: 'gone' })).rejects.toThrow(
      'there is no such profile',
    )
    await expect(api.exportProfile('latchkey')).rejects.toThrow('no such profile was loaded')
  })
})
