/**
 * A real gnome-keyring, each time in a separate session: open and empty, locked, without its daemon, and without a session.
 * In every case, the vault's file stays unchanged and Latchkey makes no second key.
 */
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import type { VaultState } from '../../src/shared/app-state'

const REPOSITORY = join(import.meta.dirname, '../..')
/** Whether a process answers for the keychain, without starting one. */
const ANSWERS =
  'dbus-send --session --print-reply=literal --dest=org.freedesktop.DBus / ' +
  'org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets | grep -q true'
/** The daemon moves into the background before it takes its name on the bus. */
const START_AND_UNLOCK =
  'printf "test\\n" | gnome-keyring-daemon --unlock --components=secrets >"$SESSION/daemon"\n' +
  `until ${ANSWERS}; do sleep 0.05; done`
const LOCK =
  'dbus-send --session --print-reply --dest=org.freedesktop.secrets /org/freedesktop/secrets ' +
  'org.freedesktop.Secret.Service.Lock array:objpath:/org/freedesktop/secrets/collection/login >&2'
/** The bus knows which process answers for the keychain. The bus then starts a new one, which is locked. */
const KILL_DAEMON =
  'kill "$(dbus-send --session --print-reply=literal --dest=org.freedesktop.DBus / ' +
  'org.freedesktop.DBus.GetConnectionUnixProcessID string:org.freedesktop.secrets | grep -o "[0-9]*$")"\n' +
  `while ${ANSWERS}; do sleep 0.05; done`

it('makes its vault in an open and empty keychain, and opens it again', async () => {
  const desk = await session()

  const [first, second] = await desk.run([START_AND_UNLOCK, desk.open, desk.open])

  expect(first).toMatchObject({ probe: { state: 'open' }, state: { state: 'open' } })
  expect(second).toMatchObject({ state: { state: 'open', sealedBy: 'keychain' } })
  expect(second?.accounts).toEqual([expect.stringMatching(/^vault-key:/)])
})

it.each([
  ['locked', LOCK],
  ['locked, its daemon killed and started anew by the bus', KILL_DAEMON],
])('takes a keychain that is %s for locked, and changes nothing', async (_, command) => {
  const desk = await session()

  const [first, second] = await desk.run([
    START_AND_UNLOCK,
    desk.open,
    `cp -r "$SESSION/vault" "$SESSION/before"`,
    command,
    desk.open,
  ])

  expect(first).toMatchObject({ state: { state: 'open' } })
  expect(second).toMatchObject({
    probe: { state: 'locked' },
    state: { state: 'locked', reason: 'keychain-locked' },
  })
  expect(await desk.contents('vault')).toEqual(await desk.contents('before'))
})

it('makes no vault at a first start while the keychain is locked', async () => {
  const desk = await session()

  const [only] = await desk.run([START_AND_UNLOCK, LOCK, desk.open])

  expect(only).toMatchObject({ state: { state: 'locked', reason: 'keychain-locked' } })
  expect(await desk.contents('vault')).toEqual({})
})

it('takes a session without a bus for one without a keychain', async () => {
  const desk = await session()

  const [only] = await desk.run([
    `env -u DBUS_SESSION_BUS_ADDRESS XDG_RUNTIME_DIR="$SESSION" ${desk.open}`,
  ])

  expect(only).toMatchObject({ probe: { state: 'missing' }, state: { state: 'new' } })
  expect(await desk.contents('vault')).toEqual({})
})

it('makes one key when two Latchkeys start for the first time at once', async () => {
  const desk = await session()

  const outcomes = await desk.run([
    START_AND_UNLOCK,
    `${desk.open} & ${desk.open} & wait`,
    desk.open,
  ])

  expect(outcomes.map(({ state }) => state.state)).toContain('open')
  expect(outcomes.at(-1)).toMatchObject({ state: { state: 'open' } })
  expect(outcomes.at(-1)?.accounts).toEqual([expect.stringMatching(/^vault-key:/)])
})

interface Outcome {
  readonly probe: { readonly state: string }
  readonly state: VaultState
  readonly accounts: readonly string[]
}

/** A folder for a separate session without a display, in which the keychain cannot ask a user. */
async function session() {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-keychain-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const child = join(REPOSITORY, 'test/support/keychain-child.ts')
  const service = `Latchkey Test ${randomUUID()}`
  return {
    /** Opens the vault with the keychain in its current state. */
    open: `"${process.execPath}" --import tsx "${child}" "$SESSION/vault" "${service}"`,
    /** @returns the outcome of each opening. */
    async run(commands: readonly string[]): Promise<Outcome[]> {
      const { stdout } = await promisify(execFile)(
        'dbus-run-session',
        ['--', 'bash', '-ec', commands.join('\n')],
        {
          cwd: REPOSITORY,
          env: {
            ...process.env,
            DISPLAY: undefined,
            WAYLAND_DISPLAY: undefined,
            SESSION: folder,
            XDG_DATA_HOME: folder,
            HOME: folder,
          },
          timeout: 100_000,
        },
      )
      return stdout
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line) as Outcome)
    },
    /** Files and their contents. */
    async contents(name: string): Promise<Record<string, string>> {
      const path = join(folder, name)
      const names = await readdir(path).catch(() => [])
      const read = names.map(async (file) => [file, await readFile(join(path, file), 'hex')])
      return Object.fromEntries(await Promise.all(read)) as Record<string, string>
    },
  }
}
