/**
 * The real keyring helper with a real gnome-keyring that is killed, restarted and frozen, and a vault that uses the keyring.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { fileVault } from '../../src/main/vault/file-vault'
import { diskFiles } from '../../src/main/vault/files'
import { HelperKeychain } from '../../src/main/vault/helper-keychain'
import { KEYCHAIN_TIMEOUT_MS } from '../../src/main/vault/keychain'
import { systemProcesses } from '../../src/main/vault/processes'
import { FakeClock } from '../support/fake-clock'
import { ForkedHelpers } from '../support/forked-helper'
import { keptPasskey, PRIVATE_KEY } from '../support/kept-passkey'
import { KeyringSession } from '../support/keyring-session'
import { random } from '../support/vault-home'

it('opens the vault again after the daemon was killed and started again', async () => {
  const { session, vault } = await desk()
  await session.startDaemon()
  await vault.open()
  await vault.passkeys.add(keptPasskey(), PRIVATE_KEY)
  await vault.lock()

  await session.killDaemon()
  await vault.retry()
  expect(vault.state).toMatchObject({ state: 'locked', reason: 'keychain-missing' })

  await session.startDaemon()
  await vault.retry()
  expect(vault.state).toMatchObject({ state: 'open' })
  expect(vault.passkeys.list()).toHaveLength(1)
})

it('does not notice that another daemon has taken the place of the first', async () => {
  const { session, vault } = await desk()
  await session.startDaemon()
  await vault.open()
  await vault.lock()

  await session.killDaemon()
  await session.startDaemon()
  await vault.retry()

  expect(vault.state).toMatchObject({ state: 'open' })
})

it('makes its vault with a daemon that comes after the first look', async () => {
  const { session, vault, keychain } = await desk()
  await vault.open()
  expect(vault.state).toMatchObject({ state: 'new' })

  await session.startDaemon()
  await vault.retry()

  expect(vault.state).toMatchObject({ state: 'open', sealedBy: 'keychain' })
  expect(await keychain.list()).toHaveLength(1)
})

it('gives up a call that the daemon never answers, and asks again as soon as the user tries again', async () => {
  const { session, clock, helpers, vault } = await desk()
  await session.startDaemon()
  await vault.open()
  await vault.lock()
  session.freezeDaemon()

  for (const helper of [1, 2]) {
    const retrying = vault.retry()
    await expect.poll(() => clock.longest()).toBe(KEYCHAIN_TIMEOUT_MS)
    clock.advance(KEYCHAIN_TIMEOUT_MS)
    await retrying
    expect(vault.state).toMatchObject({ state: 'locked', reason: 'keychain-locked' })
    expect(helpers.all.length).toBe(helper)
  }

  session.thawDaemon()
  await vault.retry()
  expect(vault.state).toMatchObject({ state: 'open' })
})

it('leaves a helper behind that itself hangs', async () => {
  const { session, clock, helpers, vault } = await desk()
  await session.startDaemon()
  await vault.open()
  await vault.lock()
  const hanging = helpers.last
  hanging.kill('SIGSTOP')
  const retrying = vault.retry()
  await expect.poll(() => clock.longest()).toBe(KEYCHAIN_TIMEOUT_MS)
  clock.advance(KEYCHAIN_TIMEOUT_MS)
  await retrying
  expect(vault.state).toMatchObject({ state: 'locked', reason: 'keychain-locked' })

  await vault.retry()

  expect(vault.state).toMatchObject({ state: 'open' })
  await ended(hanging)
})

it('asks again when the helper dies in a call, and says so when that happens twice', async () => {
  const { session, clock, helpers, vault } = await desk()
  const asked = () => expect.poll(() => clock.longest()).toBe(KEYCHAIN_TIMEOUT_MS)
  await session.startDaemon()
  await vault.open()
  await vault.lock()

  session.freezeDaemon()
  const opening = vault.retry()
  await asked()
  helpers.last.kill('SIGKILL')
  await expect.poll(() => helpers.all.length).toBe(2)
  session.thawDaemon()
  await opening
  expect(vault.state).toMatchObject({ state: 'open' })

  await vault.lock()
  session.freezeDaemon()
  const failing = vault.retry()
  await asked()
  helpers.last.kill('SIGKILL')
  await expect.poll(() => helpers.all.length).toBe(3)
  helpers.last.kill('SIGKILL')
  await failing
  expect(vault.state).toMatchObject({
    state: 'locked',
    reason: 'keychain-locked',
    explanation: expect.stringContaining('ended before it answered'),
  })

  session.thawDaemon()
  await vault.retry()
  expect(vault.state).toMatchObject({ state: 'open' })
})

it('has the key in no argument and no variable of its environment', async () => {
  const { session, helpers, keychain, vault } = await desk()
  await session.startDaemon()
  await vault.open()
  const [item] = await keychain.list()
  const shown = await Promise.all(
    ['cmdline', 'environ'].map((name) => readFile(`/proc/${helpers.last.pid}/${name}`, 'utf8')),
  )

  expect(item?.secret).toMatch(/^[\w-]{43}$/)
  expect(shown.join('\n')).not.toContain(item?.secret)
})

it('ends with the process that started it, even in a call that hangs', async () => {
  const session = await KeyringSession.open()
  await session.startDaemon()
  session.freezeDaemon()
  const owner = spawn(
    process.execPath,
    ['--import', 'tsx', 'test/support/keyring-owner-child.ts'],
    { env: session.env, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  onTestFinished(() => void owner.kill('SIGKILL'))
  const [line] = (await once(owner.stdout, 'data')) as [Buffer]
  const helper = Number(line.toString())
  // The helper's call is in libsecret, which waits for the daemon on a separate thread.
  await expect.poll(() => isOnTheBus(helper)).toBe(true)

  owner.kill('SIGKILL')

  await expect.poll(() => existsSync(`/proc/${helper}`)).toBe(false)
})

/** Whether libsecret has connected a process to the message bus. The process then has a thread for the messages. */
async function isOnTheBus(pid: number): Promise<boolean> {
  const threads = await readdir(`/proc/${pid}/task`)
  const names = threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/comm`, 'utf8'))
  return (await Promise.all(names)).includes('gdbus\n')
}

async function ended(process: ChildProcess): Promise<void> {
  if (process.exitCode === null && process.signalCode === null) await once(process, 'exit')
}

/** A session whose bus has no daemon yet, and a vault with a keychain in it. */
async function desk() {
  const session = await KeyringSession.open()
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-vault-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const clock = new FakeClock()
  const helpers = new ForkedHelpers(session.env)
  const keychain = new HelperKeychain({ service: 'Latchkey Test', start: helpers.start, clock })
  const vault = fileVault({
    folder,
    files: diskFiles,
    keychain,
    processes: systemProcesses,
    clock,
    random,
  })
  onTestFinished(async () => {
    await vault.close()
    keychain.end()
  })
  return { session, clock, helpers, keychain, vault }
}
