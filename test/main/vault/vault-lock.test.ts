import { randomInt } from 'node:crypto'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { diskFiles } from '../../../src/main/vault/files'
import { readLockHolder, takeVaultLock } from '../../../src/main/vault/vault-lock'
import { random, vaultHome } from '../../support/vault-home'

describe('the lock of a vault', () => {
  it('blocks a second process until it is released', async () => {
    const { folder } = await vaultHome()
    const first = await takeVaultLock(folder, portsOf(100))

    expect(await takeVaultLock(folder, portsOf(200))).toBeUndefined()

    await first?.release()
    expect(await takeVaultLock(folder, portsOf(200))).toBeDefined()
  })

  it('leaves no file behind', async () => {
    const { folder } = await vaultHome()
    const lock = await takeVaultLock(folder, portsOf(100))

    await lock?.release()

    expect(await readdir(folder)).toEqual([])
  })

  it('of a dead process is ignored and removed', async () => {
    const { folder } = await vaultHome()
    await takeVaultLock(folder, portsOf(100))

    const lock = await takeVaultLock(folder, portsOf(200, { 100: null }))

    expect(lock).toBeDefined()
    expect(await readdir(folder)).toEqual(['vault.lock-2'])
  })

  it('of a process whose id was reused is ignored', async () => {
    const { folder } = await vaultHome()
    await takeVaultLock(folder, portsOf(100))

    const lock = await takeVaultLock(folder, portsOf(200, { 100: 'began later' }))

    expect(lock).toBeDefined()
  })

  it.each(['', '{', '{"pid":"1"}', 'null'])('with the contents %j is ignored', async (contents) => {
    const { folder } = await vaultHome()
    await writeFile(join(folder, 'vault.lock-1'), contents)

    expect(await takeVaultLock(folder, portsOf(200))).toBeDefined()
  })

  it('goes to one of many concurrent processes', async () => {
    const { folder } = await vaultHome()

    const locks = await Promise.all(
      Array.from({ length: 8 }, (_, i) => takeVaultLock(folder, portsOf(100 + i))),
    )

    expect(locks.filter((lock) => lock !== undefined)).toHaveLength(1)
  })

  it('of a dead process never goes to two processes, in any order of their steps', async () => {
    for (let round = 0; round < 30; round++) {
      const { folder } = await vaultHome()
      await takeVaultLock(folder, portsOf(100))
      const gone = { 100: null }

      const locks = await Promise.all(
        Array.from({ length: 4 }, (_, i) => takeVaultLock(folder, slow(portsOf(200 + i, gone)))),
      )

      expect(locks.filter((lock) => lock !== undefined)).toHaveLength(1)
    }
  })

  it('is released when a living holder appears while it is taken', async () => {
    const { folder } = await vaultHome()
    const ports = portsOf(100)
    const link = async (from: string, to: string) => {
      const holder = { pid: 200, identity: 'p200' }
      await writeFile(join(folder, 'vault.lock-7'), JSON.stringify(holder))
      await diskFiles.link(from, to)
    }

    const lock = await takeVaultLock(folder, { ...ports, files: { ...diskFiles, link } })

    expect(lock).toBeUndefined()
    expect(await readdir(folder)).toEqual(['vault.lock-7'])
  })

  it('names its holder: the process, its computer and since when', async () => {
    const { folder } = await vaultHome()
    await takeVaultLock(folder, portsOf(100))

    const holder = { pid: 100, host: 'ada-laptop', since: Date.UTC(2026, 10, 29, 12) }
    expect(await readLockHolder(folder, portsOf(200))).toMatchObject(holder)
    // In a container, the holder is not visible.
    expect(await readLockHolder(folder, portsOf(200, { 100: null }))).toMatchObject(holder)
  })

  it('names the living holder, and not the dead one of a later lock', async () => {
    const { folder } = await vaultHome()
    await takeVaultLock(folder, portsOf(100))
    const late = JSON.stringify({ pid: 300, identity: 'p300' })
    await writeFile(join(folder, 'vault.lock-9'), late)

    expect(await readLockHolder(folder, portsOf(200, { 300: null }))).toMatchObject({ pid: 100 })
  })

  it.each([
    ['{"pid":7,"identity":"p7"}', { pid: 7, host: undefined, since: undefined }],
    [
      '{"pid":7,"identity":"p7","host":5,"since":"now"}',
      { pid: 7, host: undefined, since: undefined },
    ],
    ['rubbish', undefined],
  ])('names only what its file says: %s', async (contents, holder) => {
    const { folder } = await vaultHome()
    await writeFile(join(folder, 'vault.lock-1'), contents)

    const found = await readLockHolder(folder, portsOf(200))

    expect(found && { pid: found.pid, host: found.host, since: found.since }).toEqual(holder)
  })

  it('works if the file system has no links', async () => {
    const { folder } = await vaultHome()
    const ports = portsOf(100)
    const link = () => Promise.reject(Object.assign(new Error('no links'), { code: 'EPERM' }))

    const lock = await takeVaultLock(folder, { ...ports, files: { ...diskFiles, link } })

    expect(lock).toBeDefined()
    expect(await takeVaultLock(folder, portsOf(200))).toBeUndefined()
  })
})

/** The ports of process `pid`. Every other process runs, except where `identities` says otherwise. */
function portsOf(pid: number, identities: Record<number, string | null> = {}) {
  const identify = async (of: number) =>
    identities[of] ?? (of in identities ? null : `p${String(of)}`)
  const clock = { now: () => Date.UTC(2026, 10, 29, 12) }
  return { files: diskFiles, processes: { pid, identify, host: 'ada-laptop' }, random, clock }
}

/** Delays each step at random, so that the steps of several processes interleave differently. */
function slow(ports: ReturnType<typeof portsOf>): ReturnType<typeof portsOf> {
  const later = async () => {
    for (let i = randomInt(4); i > 0; i--) await new Promise((resolve) => setImmediate(resolve))
  }
  return {
    ...ports,
    files: {
      ...diskFiles,
      list: (folder) => later().then(() => diskFiles.list(folder)),
      link: (from, to) => later().then(() => diskFiles.link(from, to)),
      remove: (path) => later().then(() => diskFiles.remove(path)),
    },
  }
}
