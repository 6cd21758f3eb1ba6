/** The file system, tested by the kernel's reaction, which shows that no call is left out. */
import { execFileSync } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { diskFiles } from '../../../src/main/vault/files'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'latchkey-files-'))
})

afterEach(() => rm(folder, { recursive: true }))

describe.skipIf(process.platform !== 'linux')('opening', () => {
  it.each(['read', 'read-write'] as const)(
    'a FIFO, a device or a folder fails without waiting (%s)',
    async (how) => {
      const fifo = join(folder, 'fifo')
      execFileSync('mkfifo', [fifo])

      for (const path of [fifo, '/dev/null'])
        await expect(diskFiles.open(path, how)).rejects.toThrow('it is not a plain file')
      await expect(diskFiles.open(folder, how)).rejects.toThrow()
    },
  )
})

describe.skipIf(process.platform !== 'linux')('syncing', () => {
  // A file of procfs cannot be synced, and the kernel says so. Without the call, there would be no such error.
  it.each([
    ['sync', 'fsync'],
    ['syncData', 'fdatasync'],
  ] as const)('%s calls %s', async (method, syscall) => {
    const file = await diskFiles.open('/proc/version', 'read')

    await expect(file[method]()).rejects.toMatchObject({ code: 'EINVAL', syscall })
    await file.close()
  })

  it('a folder calls fsync', async () => {
    await expect(diskFiles.syncFolder('/proc')).rejects.toMatchObject({
      code: 'EINVAL',
      syscall: 'fsync',
    })
    await expect(diskFiles.syncFolder(folder)).resolves.toBeUndefined()
  })
})

describe('a new file', () => {
  it('never takes the place of another one', async () => {
    const path = join(folder, 'there')
    await writeFile(path, 'what was there')

    await expect(diskFiles.open(path, 'create')).rejects.toMatchObject({ code: 'EEXIST' })

    expect(await readFile(path, 'utf8')).toBe('what was there')
  })

  it.skipIf(process.platform === 'win32')('and a new folder are only for their owner', async () => {
    const before = process.umask(0)
    try {
      await diskFiles.makeFolder(join(folder, 'a', 'b'))
      await (await diskFiles.open(join(folder, 'a', 'new'), 'create')).close()
    } finally {
      process.umask(before)
    }

    const modes = ['a', 'a/b', 'a/new'].map(async (name) => (await stat(join(folder, name))).mode)
    expect((await Promise.all(modes)).map((mode) => mode & 0o777)).toEqual([0o700, 0o700, 0o600])
    await chmod(join(folder, 'a'), 0o700)
  })
})

it.skipIf(process.platform === 'win32')('a link is neither file nor folder', async () => {
  await writeFile(join(folder, 'file'), 'text')
  await symlink(join(folder, 'file'), join(folder, 'link'))

  const kinds = [folder, join(folder, 'file'), join(folder, 'link')].map(
    async (path) => (await diskFiles.info(path))?.kind,
  )

  expect(await Promise.all(kinds)).toEqual(['folder', 'file', 'other'])
  expect(await diskFiles.info(join(folder, 'nothing'))).toBeUndefined()
})
