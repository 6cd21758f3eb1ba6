import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { diskFiles } from '../../../src/main/vault/files'
import { lockByFlock, takeOsLock, type OsLock } from '../../../src/main/vault/os-lock'
import { takeVaultLock, type LockPorts } from '../../../src/main/vault/vault-lock'
import { random, vaultHome } from '../../support/vault-home'

/** As in a container, which does not see the processes of other containers. */
const unseen: LockPorts = {
  files: diskFiles,
  processes: { pid: 1, identify: async () => null },
  random,
  clock: { now: () => 0 },
  takeOsLock,
}

describe.runIf(process.platform === 'linux')('the lock of the operating system', () => {
  it('keeps out a process that cannot see the holder, until the holder releases it', async () => {
    const { folder } = await vaultHome()
    const first = await takeVaultLock(folder, unseen)

    expect(first).toBeDefined()
    expect(await takeVaultLock(folder, unseen)).toBeUndefined()

    await first?.release()
    const next = await takeVaultLock(folder, unseen)
    expect(next).toBeDefined()
    await next?.release()
  })

  it('goes with a holder that is killed', async () => {
    const path = join((await vaultHome()).folder, 'vault.lock')
    const holder = spawn('flock', ['-x', path, 'sh', '-c', 'echo held; exec sleep 600'], {
      stdio: ['ignore', 'pipe', 'ignore'],
      detached: true,
    })
    onTestFinished(() => void holder.kill('SIGKILL'))
    await once(holder.stdout, 'data')
    expect(await takeOsLock(path)).toBe('held')

    const gone = once(holder.stdout, 'close')
    process.kill(-(holder.pid ?? 0), 'SIGKILL')
    await gone

    await release(await takeOsLock(path))
  })

  it('is not inherited by a program that the holder starts', async () => {
    const path = join((await vaultHome()).folder, 'vault.lock')
    const lock = await takeOsLock(path)
    const child = spawn('sleep', ['600'], { stdio: 'ignore' })
    onTestFinished(() => void child.kill('SIGKILL'))
    await once(child, 'spawn')

    await release(lock)

    await release(await takeOsLock(path))
  })

  it('is skipped if there is no program for it', async () => {
    const path = join((await vaultHome()).folder, 'vault.lock')

    expect(await lockByFlock(path, '/no/such/program')).toBe('none')
    expect(await lockByFlock(path, 'false')).toBe('none')
    expect(await lockByFlock(join(path, 'no-folder'), 'flock')).toBe('none')
  })
})

async function release(lock: OsLock | 'held' | 'none'): Promise<void> {
  if (typeof lock === 'string') throw new Error(lock)
  await lock.release()
}
