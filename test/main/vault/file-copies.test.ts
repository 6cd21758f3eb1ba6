/** Files that are copied one part at a time. */
import { describe, expect, it } from 'vitest'
import { bytesInMemory, type FileBytes } from '../../../src/main/vault/file-bytes'
import { hasSameBytes, linkOrCopy, writeNewCopy } from '../../../src/main/vault/file-copies'
import { readWhole, writeNewFile } from '../../../src/main/vault/whole-file'
import { FaultyFiles } from '../../support/faulty-files'
import { MemoryFiles } from '../../support/memory-files'

const PATH = '/folder/file'
const BYTES = Uint8Array.of(1, 2, 3, 4, 5)
/** A file of more than two parts. */
const LARGE = Uint8Array.from({ length: 600_000 }, (_, index) => index % 251)

describe('a second name', () => {
  it('is one of the same file', async () => {
    const files = await withFile()

    await linkOrCopy(files, PATH, '/folder/other')

    const [one, other] = [await files.info(PATH), await files.info('/folder/other')]
    expect(other?.identity).toBe(one?.identity)
  })

  it.each(['EPERM', 'ENOTSUP', 'EMLINK', 'EXDEV'])(
    'is one of a copy if the file system has no links (%s)',
    async (code) => {
      const files = await withFile()
      files.fault = ({ call }) => (call === 'link' ? { code } : undefined)

      await linkOrCopy(files, PATH, '/folder/other')

      expect(await readWhole(files, '/folder/other')).toEqual(BYTES)
      expect(files.stillOpen).toEqual([])
    },
  )

  it('is not given if another file has it, or the disk fails', async () => {
    const files = await withFile()
    await writeNewFile(files, '/folder/other', Uint8Array.of(9))

    await expect(linkOrCopy(files, PATH, '/folder/other')).rejects.toMatchObject({ code: 'EEXIST' })
    files.fault = ({ call }) => (call === 'link' ? { code: 'EIO' } : undefined)
    await expect(linkOrCopy(files, PATH, '/folder/third')).rejects.toMatchObject({ code: 'EIO' })

    expect(await readWhole(files, '/folder/other')).toEqual(Uint8Array.of(9))
    expect(await files.list('/folder')).not.toContain('third')
  })
})

describe('a copy', () => {
  it('has every byte, though no part of it is large', async () => {
    const files = await withFile()
    const earlier = files.calls.length
    const read: number[] = []
    const source: FileBytes = {
      length: LARGE.length,
      read: (position, length) => {
        read.push(length)
        return bytesInMemory(LARGE).read(position, length)
      },
    }

    await writeNewCopy(files, '/folder/copy', source)

    expect(Buffer.compare(await readWhole(files, '/folder/copy'), LARGE)).toBe(0)
    expect(Math.max(...read)).toBeLessThanOrEqual(256 * 1024)
    expect(files.calls.slice(earlier).filter((call) => call === 'sync')).toHaveLength(1)
    expect(files.stillOpen).toEqual([])
  })

  it('ends where the file ends by now', async () => {
    const files = await withFile()
    const cut = { ...bytesInMemory(BYTES), length: LARGE.length }

    await writeNewCopy(files, '/folder/copy', cut)

    expect(await readWhole(files, '/folder/copy')).toEqual(BYTES)
  })

  it('is removed if the disk fails', async () => {
    const files = await withFile()
    files.fault = ({ call }) => (call === 'sync' ? { code: 'EIO' } : undefined)

    await expect(writeNewCopy(files, '/folder/copy', bytesInMemory(LARGE))).rejects.toThrow('EIO')

    expect(await files.list('/folder')).not.toContain('copy')
    expect(files.stillOpen).toEqual([])
  })

  it('is known by its bytes', async () => {
    const files = await withFile()
    await writeNewFile(files, '/folder/large', LARGE)
    const isSame = (bytes: Uint8Array) => hasSameBytes(files, '/folder/large', bytesInMemory(bytes))
    const flipped = Uint8Array.from(LARGE)
    flipped[LARGE.length - 1] = 255

    expect(await isSame(LARGE)).toBe(true)
    expect(await isSame(flipped)).toBe(false)
    expect(await isSame(LARGE.subarray(0, -1))).toBe(false)
    const cut = { ...bytesInMemory(LARGE.subarray(0, 5)), length: LARGE.length }
    expect(await hasSameBytes(files, '/folder/large', cut)).toBe(false)
    expect(files.stillOpen).toEqual([])
  })
})

async function withFile(): Promise<FaultyFiles> {
  const files = new FaultyFiles(new MemoryFiles())
  await writeNewFile(files, PATH, BYTES)
  return files
}
