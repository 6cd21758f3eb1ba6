import { describe, expect, it } from 'vitest'
import type { OpenFile } from '../../../src/main/vault/files'
import {
  readBeginning,
  readFully,
  readWhole,
  removeIfThere,
  syncFolder,
  writeFully,
  writeNewFile,
} from '../../../src/main/vault/whole-file'
import { FaultyFiles, type FileCall } from '../../support/faulty-files'
import { MemoryFiles } from '../../support/memory-files'

const PATH = '/folder/file'
const BYTES = Uint8Array.of(1, 2, 3, 4, 5)

describe('writing', () => {
  it('continues after short writes, until every byte is written', async () => {
    const files = new FaultyFiles(new MemoryFiles())
    const file = await files.open(PATH, 'create')
    files.fault = () => ({ shortWrite: 2 })

    await writeFully(file, BYTES, 3)

    expect(await readWhole(files, PATH)).toEqual(Uint8Array.of(0, 0, 0, 1, 2, 3, 4, 5))
    expect(files.calls).toEqual(['create', 'write', 'write', 'write'])
  })

  it('fails if the disk takes no more bytes without an error', async () => {
    const files = new FaultyFiles(new MemoryFiles())
    const file = await files.open(PATH, 'create')
    let left = 3
    files.fault = () => ({ shortWrite: left-- > 0 ? 1 : 0 })

    await expect(writeFully(file, BYTES, 0)).rejects.toThrow('the disk accepted no more bytes')
  })
})

describe('reading', () => {
  it('continues after short reads, and stops once it has everything', async () => {
    const { file, reads } = readInPieces(2)

    expect(await readFully(file, 5, 10)).toEqual(Uint8Array.of(10, 11, 12, 13, 14))
    expect(reads).toEqual([10, 12, 14])
  })

  it('ends where the file ends', async () => {
    const files = await withFile()

    expect(await readFully(await files.open(PATH, 'read'), 9, 3)).toEqual(Uint8Array.of(4, 5))
  })

  it.each([
    ['the whole file', (files: FaultyFiles) => readWhole(files, PATH), BYTES],
    ['its beginning', (files: FaultyFiles) => readBeginning(files, PATH, 2), BYTES.subarray(0, 2)],
  ])('of %s closes it', async (_, read, bytes) => {
    const files = await withFile()

    expect(await read(files)).toEqual(bytes)

    expect(files.stillOpen).toEqual([])
  })
})

describe('a new file', () => {
  it('is synced and closed', async () => {
    const files = await withFile()

    expect(files.calls).toEqual(['create', 'write', 'sync'])
    expect(files.stillOpen).toEqual([])
    expect(await readWhole(files, PATH)).toEqual(BYTES)
  })

  it.each<FileCall>(['write', 'sync'])('whose %s fails is closed and removed', async (failing) => {
    const files = failingIn(failing)

    await expect(writeNewFile(files, PATH, BYTES)).rejects.toThrow(`EIO: ${failing}`)

    expect(files.stillOpen).toEqual([])
    expect(await files.list('/folder')).toEqual([])
  })

  it('that cannot be closed and removed either fails for the first reason', async () => {
    const files = failingIn('write', 'remove')
    files.failsToClose = () => true

    await expect(writeNewFile(files, PATH, BYTES)).rejects.toThrow('EIO: write')
  })

  it('never replaces another one', async () => {
    const files = await withFile()

    await expect(writeNewFile(files, PATH, Uint8Array.of(9))).rejects.toMatchObject({
      code: 'EEXIST',
    })

    expect(await readWhole(files, PATH)).toEqual(BYTES)
  })
})

describe('removing', () => {
  it('removes a file, and ignores a missing one', async () => {
    const files = await withFile()

    await removeIfThere(files, PATH)
    await removeIfThere(files, PATH)

    expect(await files.list('/folder')).toEqual([])
  })

  it('fails if a file stays', async () => {
    const files = failingIn('remove')

    await expect(removeIfThere(files, PATH)).rejects.toThrow('EIO: remove')
  })
})

describe('syncing a folder', () => {
  it.each(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'])(
    'ignores that the file system does not support it (%s)',
    async (code) => {
      const files = failingWith(code, 'syncFolder')

      await syncFolder(files, '/folder')

      expect(files.calls).toEqual(['syncFolder'])
    },
  )

  it('fails if the disk fails', async () => {
    await expect(syncFolder(failingIn('syncFolder'), '/folder')).rejects.toThrow('EIO')
  })
})

async function withFile(): Promise<FaultyFiles> {
  const files = new FaultyFiles(new MemoryFiles())
  await writeNewFile(files, PATH, BYTES)
  return files
}

function failingIn(...calls: readonly FileCall[]): FaultyFiles {
  return failingWith('EIO', ...calls)
}

function failingWith(code: string, ...calls: readonly FileCall[]): FaultyFiles {
  const files = new FaultyFiles(new MemoryFiles())
  files.fault = ({ call }) => (calls.includes(call) ? { code } : undefined)
  return files
}

/** An endless file whose bytes are their positions. A read returns this many bytes. */
function readInPieces(bytes: number): { file: OpenFile; reads: number[] } {
  const reads: number[] = []
  const file: Pick<OpenFile, 'read'> = {
    read: async (target, position) => {
      reads.push(position)
      const count = Math.min(bytes, target.length)
      for (let i = 0; i < count; i++) target[i] = position + i
      return count
    },
  }
  return { file: file as OpenFile, reads }
}
