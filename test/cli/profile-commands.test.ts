/** `latchkey profile …`, with the real command line and the app's own calls. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { CliHost } from '../../src/cli/ports'
import { runCli } from '../../src/cli/run-cli'
import { commandCalls } from '../../src/main/commands/command-calls'
import { loadFile, removeProfile } from '../../src/main/ipc/profile-calls'
import { KeptProfiles } from '../../src/main/start/kept-profiles'
import { LoadedProfiles } from '../../src/main/webauthn/providers/loaded-profiles'
import { commandApp } from '../support/command-app'
import { ownProfile } from '../support/own-profile'

const refuse = () => Promise.reject(new Error('not for this test'))

let file: unknown
let profiles: KeptProfiles
let profile: string

beforeEach(() => {
  file = ownProfile()
  profile = 'latchkey'
  const folder = { files: () => [], write: () => undefined, remove: () => undefined }
  const log = { info: () => undefined, warn: () => undefined }
  profiles = new KeptProfiles({ loaded: new LoadedProfiles(), folder, log })
})

async function run(...args: string[]) {
  const port = {
    profiles,
    settings: {
      get values() {
        return { profile }
      },
      change: (changed: { readonly profile: string }) => void (profile = changed.profile),
    },
    pageProfiles: {
      originsOf: () => ['https://example.org'],
      own: () => null,
      set: async () => undefined,
    },
    changed: () => undefined,
  }
  const { parts } = await commandApp()
  return runWith({
    ...parts,
    profiles: {
      list: () => profiles.list(),
      load: (opened, replaces) => loadFile(port, opened, replaces),
      remove: (id) => removeProfile(port, id),
    },
  })(...args)
}

function runWith(parts: Parameters<typeof commandCalls>[0]) {
  return async (...args: string[]) => {
    let [out, err] = ['', '']
    const api = commandCalls(parts, new AbortController().signal)
    const host: CliHost = {
      version: '1.2.3',
      out: async (text) => void (out += text),
      err: async (text) => void (err += text),
      columns: undefined,
      open: refuse,
      openFiles: async () => ({ api, close: async () => undefined }),
      read: async () => JSON.stringify(file),
      requireNewFile: () => undefined,
      writeSecret: refuse,
      doctor: refuse,
    }
    return { code: await runCli(['profile', ...args], host), out, err }
  }
}

describe('with the running app', () => {
  it('loads a profile, and lists it as yours', async () => {
    expect(await run('load', 'acme.json')).toMatchObject({
      code: 0,
      err: 'Acme Passwords can be chosen now: acme.\n',
    })

    const { out } = await run('list')
    expect(out).toMatch(/yours\s+Acme Passwords\s.*acme/)
    const listed = JSON.parse((await run('list', '--json')).out) as { id: string; own: boolean }[]
    expect(listed.filter(({ own }) => own).map(({ id }) => id)).toEqual(['acme'])
  })

  it('refuses a file with a line for each contradiction', async () => {
    const { facts } = ownProfile()
    file = ownProfile({ facts: [...facts, ...facts] })

    const { code, err } = await run('load', 'acme.json')

    expect(code).toBe(1)
    expect(err.match(/^- two facts set /gm)?.length).toBeGreaterThan(1)
    expect(profiles.find('acme')).toBeUndefined()
  })

  it('replaces a profile only with --yes', async () => {
    await run('load', 'acme.json')
    file = ownProfile({ title: 'Acme 2' })

    const refused = await run('load', 'acme.json')
    expect(refused).toMatchObject({ code: 3 })
    expect(refused.err).toContain('To replace it, give --yes.')
    expect(profiles.find('acme')?.title).toBe('Acme Passwords')

    expect(await run('load', 'acme.json', '--yes')).toMatchObject({ code: 0 })
    expect(profiles.find('acme')?.title).toBe('Acme 2')
  })

  it('removes a profile, and says what plays the default again', async () => {
    await run('load', 'acme.json')
    profile = 'acme'

    expect(await run('remove', 'acme')).toMatchObject({
      code: 0,
      err: 'Removed Acme Passwords. Latchkey plays itself again. The default provider again: https://example.org.\n',
    })
    expect([profile, profiles.find('acme')]).toEqual(['latchkey', undefined])
  })
})

it('loads nothing without the running app, and says why', async () => {
  const { parts } = await commandApp()

  const { code, err } = await runWith(parts)('load', 'acme.json')

  expect(code).toBe(6)
  expect(err).toContain('Latchkey is not running')
})

it.each([
  ['no command', [], 64],
  ['an unknown command', ['choose'], 64],
  ['loading no file', ['load'], 64],
  ['loading two files', ['load', 'a.json', 'b.json'], 64],
  ['removing nothing', ['remove'], 64],
  ['removing a profile of Latchkey', ['remove', 'bitwarden'], 2],
  ['removing a profile that is not there', ['remove', 'acme'], 2],
])('refuses %s', async (_what, args, code) => {
  expect(await run(...args)).toMatchObject({ code })
})
