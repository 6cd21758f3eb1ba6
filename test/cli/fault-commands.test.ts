/** `latchkey fault …`, with the real command line and the app's own calls. */
import { describe, expect, it } from 'vitest'
import type { CliHost } from '../../src/cli/ports'
import { runCli } from '../../src/cli/run-cli'
import { connectToApp } from '../../src/main/commands/command-client'
import { commandCalls } from '../../src/main/commands/command-calls'
import { CommandError } from '../../src/shared/command-api'
import { FAULTS } from '../../src/shared/fault'
import { MOST_LEFT } from '../../src/main/webauthn/faults/armed-faults'
import { commandApp, commandSocket } from '../support/command-app'

type OpenFiles = CliHost['openFiles']

const refuse = () => Promise.reject(new Error('not for this test'))

async function run(openFiles: OpenFiles, ...args: string[]) {
  let [out, err] = ['', '']
  const host: CliHost = {
    version: '1.2.3',
    out: async (text) => void (out += text),
    err: async (text) => void (err += text),
    columns: undefined,
    open: refuse,
    openFiles,
    read: refuse,
    requireNewFile: () => undefined,
    writeSecret: refuse,
    doctor: refuse,
  }
  return { code: await runCli(['fault', ...args], host), out, err }
}

/** Over the socket of a running app. */
async function runningApp() {
  const running = await commandApp()
  const path = await commandSocket(running)
  const openFiles: OpenFiles = async () => {
    const app = await connectToApp(path)
    if (!app) throw new Error('the app does not listen')
    return { api: app.api, close: async () => app.close() }
  }
  return { armed: running.armed, notes: running.notes, faults: running.faults, openFiles }
}

async function withoutApp(): Promise<OpenFiles> {
  const { parts } = await commandApp()
  const { faults: _, ...alone } = parts
  const api = commandCalls(alone, new AbortController().signal)
  return async () => ({ api, close: async () => undefined })
}

describe('with the running app', () => {
  it('arms a fault for the next answers, and disarms it', async () => {
    const { armed, notes, openFiles } = await runningApp()

    const done = await run(openFiles, 'arm', 'uv-not-set', '--times', '3')
    expect(done).toMatchObject({
      code: 0,
      err: 'The next 3 answers will have the fault uv-not-set.\n',
    })
    expect(armed.list()).toEqual([{ id: 'uv-not-set', left: 3, origin: null }])

    expect(await run(openFiles, 'disarm')).toMatchObject({ code: 0, err: 'No fault is armed.\n' })
    expect(armed.list()).toEqual([])
    expect(notes).toEqual([
      'armed the fault uv-not-set for 3 answers to every page',
      'disarmed all faults',
    ])
  })

  it('disarms one fault, for one page or for every page', async () => {
    const { armed, notes, openFiles } = await runningApp()
    const origin = 'https://example.org'
    armed.arm('uv-not-set', 1, origin)
    armed.arm('uv-not-set', 2, null)
    armed.arm('rp-id-hash-wrong', 1, null)

    expect(await run(openFiles, 'disarm', 'uv-not-set', '--origin', origin)).toMatchObject({
      code: 0,
      err: `The fault uv-not-set is disarmed for ${origin}.\n`,
    })
    expect(await run(openFiles, 'disarm', 'uv-not-set')).toMatchObject({ code: 0 })
    expect(armed.list()).toEqual([{ id: 'rp-id-hash-wrong', left: 1, origin: null }])
    expect(notes).toEqual([
      `disarmed the fault uv-not-set for ${origin}`,
      'disarmed the fault uv-not-set for every page',
    ])

    const again = await run(openFiles, 'disarm', 'uv-not-set')
    expect(again).toMatchObject({ code: 2 })
    expect(again.err).toContain('The fault uv-not-set is not armed for every page.')
  })

  it('arms a fault for one page', async () => {
    const { armed, openFiles } = await runningApp()
    const origin = 'https://example.org:8443'

    expect(await run(openFiles, 'arm', 'uv-not-set', '--origin', origin)).toMatchObject({
      code: 0,
      err: `The next 1 answer to ${origin} will have the fault uv-not-set.\n`,
    })
    expect(armed.list()).toEqual([{ id: 'uv-not-set', left: 1, origin }])
  })

  it('arms no fault beyond the most, and says why', async () => {
    const { armed, notes, faults, openFiles } = await runningApp()
    armed.arm('uv-not-set', MOST_LEFT, null)

    expect(await run(openFiles, 'arm', 'uv-not-set')).toMatchObject({
      code: 1,
      err: expect.stringContaining(
        'The fault uv-not-set is armed for as many answers as possible already. Disarm it first.',
      ) as string,
    })
    expect(armed.list()).toEqual([{ id: 'uv-not-set', left: MOST_LEFT, origin: null }])
    expect([notes, faults]).toEqual([[], []])
  })

  it('lists what is armed', async () => {
    const { armed, openFiles } = await runningApp()
    armed.arm('uv-not-set', 1, null)
    armed.arm('uv-not-set', 1, 'https://example.org')

    const { out } = await run(openFiles, 'list', 'UV-not', '--json')
    expect(JSON.parse(out)).toMatchObject([{ id: 'uv-not-set', armed: 2, expected: 'refuse' }])
  })
})

describe('without the app', () => {
  it('lists every fault', async () => {
    const { code, out } = await run(await withoutApp(), 'list')

    expect(code).toBe(0)
    for (const { id, title } of FAULTS) {
      expect(out).toContain(id)
      expect(out).toContain(title)
    }
  })

  it('lists every fault even if there is no data folder', async () => {
    const none: OpenFiles = () => Promise.reject(new CommandError('locked', 'There is no vault.'))

    expect(await run(none, 'list')).toMatchObject({ code: 0 })
  })

  it('arms no fault, and says why', async () => {
    const { code, err } = await run(await withoutApp(), 'arm', 'uv-not-set')

    expect(code).toBe(6)
    expect(err).toContain('Latchkey is not running')
  })
})

it.each([
  ['no command', [], 64],
  ['an unknown command', ['break'], 64],
  ['arming no fault', ['arm'], 64],
  ['arming two faults', ['arm', 'uv-not-set', 'up-not-set'], 64],
  ['arming an unknown fault', ['arm', 'no-such-fault'], 2],
  ['no times', ['arm', 'uv-not-set', '--times', '0'], 64],
  ['times that are no number', ['arm', 'uv-not-set', '--times', 'often'], 64],
  ['a page that is no origin', ['arm', 'uv-not-set', '--origin', 'https://example.org/'], 64],
  ['the default port', ['arm', 'uv-not-set', '--origin', 'https://example.org:443'], 64],
  ['disarming two faults', ['disarm', 'uv-not-set', 'type-wrong'], 64],
  ['disarming a fault that there is not', ['disarm', 'no-such-fault'], 2],
  ['disarming every fault of a page', ['disarm', '--origin', 'https://example.org'], 64],
  ['a search without a result', ['list', 'no-such-fault'], 2],
])('refuses %s', async (_what, args, code) => {
  const { armed, openFiles } = await runningApp()

  expect(await run(openFiles, ...args)).toMatchObject({ code })
  expect(armed.list()).toEqual([])
})
