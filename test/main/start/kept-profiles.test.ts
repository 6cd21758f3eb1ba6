/** The user's own provider profiles, with the files themselves. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ProfileFolder } from '../../../src/main/desktop/profile-folder'
import { KeptProfiles } from '../../../src/main/start/kept-profiles'
import { PLATFORM_AUTHENTICATOR } from '../../../src/main/webauthn/authenticator/description'
import { LoadedProfiles } from '../../../src/main/webauthn/providers/loaded-profiles'
import type { OwnProfileFile } from '../../../src/main/webauthn/providers/profile-schema'
import { ownProfile } from '../../support/own-profile'

let dataFolder: string
let logged: string[]

beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'latchkey-test-'))
  logged = []
})
afterEach(() => rmSync(dataFolder, { recursive: true, force: true }))

const note = (text: string) => void logged.push(text)

/** Like the start of the app. */
function start() {
  const loaded = new LoadedProfiles()
  const folder = new ProfileFolder(dataFolder)
  return { loaded, kept: new KeptProfiles({ loaded, folder, log: { info: note, warn: note } }) }
}

function put(name: string, content: unknown): void {
  mkdirSync(join(dataFolder, 'profiles'), { recursive: true })
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  writeFileSync(join(dataFolder, 'profiles', name), text)
}

const own = ({ kept }: ReturnType<typeof start>) => kept.list().filter((one) => one.own)

describe('a profile that was loaded', () => {
  it('is played, is listed behind those of Latchkey, and outlives a restart', () => {
    const first = start()
    first.kept.keep(ownProfile())

    for (const app of [first, start()]) {
      expect(own(app)).toMatchObject([{ id: 'acme', title: 'Acme Passwords', own: true }])
      expect(app.kept.list().at(-1)?.id).toBe('acme')
      expect(app.loaded.describe('acme', PLATFORM_AUTHENTICATOR).name).toBe('Acme Passwords')
      expect(app.kept.damaged()).toEqual([])
    }
  })

  it('says how well its facts are known', () => {
    const { kept } = start()
    const { facts } = ownProfile()
    kept.keep(ownProfile())

    const grades = kept.list().find(({ id }) => id === 'acme')?.grades
    expect(Object.values(grades ?? {}).reduce((sum, one) => sum + one, 0)).toBe(facts.length)
    expect(grades?.S).toBe(facts.filter(({ grade }) => grade === 'S').length)
  })

  it('is replaced by one with the same id', () => {
    start().kept.keep(ownProfile())
    start().kept.keep(ownProfile({ title: 'Acme 2' }))

    expect(own(start())).toMatchObject([{ title: 'Acme 2' }])
    expect(readdirSync(join(dataFolder, 'profiles'))).toEqual(['acme.json'])
  })

  it('is gone after it was removed, even after a restart', () => {
    const app = start()
    app.kept.keep(ownProfile())

    expect(app.kept.remove('acme').title).toBe('Acme Passwords')

    expect(own(app)).toEqual([])
    expect(own(start())).toEqual([])
    expect(app.loaded.describe('acme', PLATFORM_AUTHENTICATOR).profile).toBe('latchkey')
    expect(() => app.kept.remove('acme')).toThrow('no such profile was loaded')
  })

  it('is not loaded if its file cannot be written', () => {
    writeFileSync(join(dataFolder, 'profiles'), 'a file in the place of the folder')
    const app = start()

    expect(() => app.kept.keep(ownProfile())).toThrow()
    expect(own(app)).toEqual([])
  })
})

describe('a profile whose file name is taken', () => {
  const titles = (app: ReturnType<typeof start>) => own(app).map(({ title }) => title)
  const read = (name: string) => readFileSync(join(dataFolder, 'profiles', name), 'utf8')

  it('leaves the other profile its file', () => {
    put('acme.json', ownProfile({ id: 'bar', title: 'Bar' }))
    const app = start()
    app.kept.keep(ownProfile())

    for (const one of [app, start()]) {
      expect(titles(one).sort()).toEqual(['Acme Passwords', 'Bar'])
      expect(one.kept.damaged()).toEqual([])
    }
    app.kept.remove('acme')
    expect(titles(start())).toEqual(['Bar'])
  })

  it('leaves a damaged file where it is, and takes the first number that is free', () => {
    put('acme.json', '{')
    put('Acme-2.json', '[')
    const app = start()
    app.kept.keep(ownProfile())
    app.kept.keep(ownProfile({ title: 'Acme 2' }))

    for (const one of [app, start()]) {
      expect(titles(one)).toEqual(['Acme 2'])
      expect(one.kept.damaged().map(({ file }) => file)).toEqual(['Acme-2.json', 'acme.json'])
    }
    expect([read('acme.json'), read('Acme-2.json')]).toEqual(['{', '['])
    expect(readdirSync(join(dataFolder, 'profiles'))).toContain('acme-3.json')
  })

  it('leaves a file that came after the start', () => {
    const app = start()
    put('acme.json', 'begun by hand')
    app.kept.keep(ownProfile())

    expect(read('acme.json')).toBe('begun by hand')
    expect(titles(start())).toEqual(['Acme Passwords'])
  })

  it('shares no name with a profile whose file the user deleted', () => {
    put('acme.json', ownProfile({ id: 'bar', title: 'Bar' }))
    const app = start()
    rmSync(join(dataFolder, 'profiles', 'acme.json'))
    app.kept.keep(ownProfile())
    app.kept.remove('bar')

    expect(titles(start())).toEqual(['Acme Passwords'])
  })

  it('takes the name of a damaged file that the user deleted', () => {
    put('acme.json', '{')
    const app = start()
    rmSync(join(dataFolder, 'profiles', 'acme.json'))
    app.kept.keep(ownProfile())

    expect(app.kept.damaged()).toEqual([])
    expect(readdirSync(join(dataFolder, 'profiles'))).toEqual(['acme.json'])
  })
})

describe('a file', () => {
  const { facts, unknown } = ownProfile()
  const twice = [...facts, facts[0]!]
  const knob = Object.keys(facts[0]!.knobs)[0]!

  it.each<[string, unknown, string[]]>([
    ['that is no JSON', '{"id": ', ['it is not JSON']],
    [
      'of a profile that Latchkey has',
      ownProfile({ id: 'bitwarden' }),
      ['id: Latchkey has a profile of this id'],
    ],
    [
      'that contradicts itself twice',
      ownProfile({ facts: twice, unknown: [...unknown, knob] }),
      [`two facts set ${knob}`, `${knob} is known and unknown`],
    ],
  ])('%s is refused when it is chosen, with a reason for each fault', (_what, content, reasons) => {
    const text = typeof content === 'string' ? content : JSON.stringify(content)
    expect(start().kept.examine(text)).toEqual(expect.arrayContaining(reasons))
  })

  it('may begin with a byte order mark', () => {
    const found = start().kept.examine(`\uFEFF${JSON.stringify(ownProfile())}`)

    expect(found).toMatchObject({ id: 'acme' })
  })

  it('is read without being loaded', () => {
    const app = start()
    const found = app.kept.examine(JSON.stringify(ownProfile())) as OwnProfileFile

    expect(found.id).toBe('acme')
    expect(own(app)).toEqual([])
  })

  it('that is damaged at the start is reported, logged and kept, and the others are loaded', () => {
    put('broken.json', '{')
    put('empty.json', {})
    put('good.json', ownProfile())
    put('notes.txt', 'no profile')
    const app = start()

    expect(own(app)).toMatchObject([{ id: 'acme' }])
    expect(app.kept.damaged().map(({ file }) => file)).toEqual(['broken.json', 'empty.json'])
    expect(app.kept.damaged()[0]).toEqual({ file: 'broken.json', reasons: ['it is not JSON'] })
    expect(logged).toContain('the provider profile broken.json was not loaded: it is not JSON')
    expect(readdirSync(join(dataFolder, 'profiles'))).toHaveLength(4)
  })

  it('with the id of another one is reported, and the first by name is loaded', () => {
    put('a.json', ownProfile({ title: 'First' }))
    put('b.json', ownProfile({ title: 'Second' }))
    const app = start()

    expect(own(app)).toMatchObject([{ title: 'First' }])
    expect(app.kept.damaged()).toEqual([
      { file: 'b.json', reasons: ['a.json has a profile of the same id'] },
    ])
    app.kept.remove('acme')
    expect(readdirSync(join(dataFolder, 'profiles'))).toEqual(['b.json'])
  })

  it('that is far too long, or a folder, is reported', () => {
    put('long.json', ' '.repeat(2 * 1024 * 1024))
    mkdirSync(join(dataFolder, 'profiles', 'folder.json'))

    expect(start().kept.damaged()).toEqual([
      { file: 'folder.json', reasons: ['it is no file'] },
      { file: 'long.json', reasons: ['it is longer than 1 MiB'] },
    ])
  })
})
