/** A new file counts only once it is on the disk and was read back. */
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { bytesInMemory } from '../../../src/main/vault/file-bytes'
import type { Files, OpenFile } from '../../../src/main/vault/files'
import { frameLength, FrameSealer } from '../../../src/main/vault/frame'
import { readGeneration, writeGeneration } from '../../../src/main/vault/generation'
import { encodeHeader, type Header } from '../../../src/main/vault/header'
import {
  encodeBatch,
  type Change,
  type Operation,
  type SavedChange,
} from '../../../src/main/vault/operation'
import { VaultKeys } from '../../../src/main/vault/vault-keys'
import { readFully, writeNewFile } from '../../../src/main/vault/whole-file'
import { FaultyFiles } from '../../support/faulty-files'
import { MemoryFiles } from '../../support/memory-files'
import { random } from '../../support/vault-home'

const PATH = '/vault/new'
const header: Header = {
  generation: 1,
  vaultId: new Uint8Array(16).fill(4),
  keyId: new Uint8Array(8).fill(5),
  slots: [{ kind: 'keychain' }],
}
const keys = new VaultKeys(new Uint8Array(32).fill(1), header.vaultId)
const operations: Operation[] = [
  ['put', 'things', 'one', 1],
  ['put', 'things', 'two', 2],
]

const plaintexts = operations.map((operation) => encodeBatch([operation]))
const write = (files: Files) =>
  writeGeneration({ files, path: PATH, header, keys, plaintexts, random })

describe('a new generation', () => {
  it('is synced before it counts', async () => {
    const files = new FaultyFiles(new MemoryFiles())

    await write(files)

    expect(files.calls).toEqual(['create', 'write', 'sync'])
  })

  it('has its entries in order, and the number of its frames', async () => {
    const { file, size } = await write(new MemoryFiles())
    const bytes = new Uint8Array(size)
    await file.read(bytes, 0)
    const taken: Change[][] = []

    const contents = await readGeneration(
      { source: bytesInMemory(bytes), header, headerBytes: encodeHeader(header) },
      { keys, take: (batch) => taken.push(batch.map(decoded)) },
    )

    expect(taken).toEqual(operations.map((operation) => [operation]))
    expect(contents).toMatchObject({ condition: 'whole', nextSequence: 3, end: size, lost: 0 })
  })

  it.each([0, 1, 2])('reports %i entries that are missing at its end', async (missing) => {
    const { bytes, ends } = await written()

    const contents = await contentsOf(bytes.subarray(0, ends.at(-1 - missing)))

    const condition = missing > 0 ? 'damaged' : 'whole'
    expect(contents).toMatchObject({ condition, missing, lost: 0, nextSequence: 3 - missing })
  })

  it('reports no missing entry if only its opening frame is damaged', async () => {
    const { bytes, ends } = await written()
    bytes[ends[0]! - 1]! ^= 1

    expect(await contentsOf(bytes)).toMatchObject({ condition: 'damaged', missing: 0, lost: 0 })
  })

  it('reports a damaged entry', async () => {
    const { bytes, ends } = await written()
    bytes[ends[1]! - 1]! ^= 1

    expect(await contentsOf(bytes)).toMatchObject({ condition: 'damaged', missing: 0, lost: 1 })
  })

  it.each([
    ['in its header', () => 20],
    ['in its opening frame', () => encodeHeader(header).length + 30],
    ['in its last frame', (size: number) => size - 1],
  ])('is refused and removed if the disk has another bit %s', async (_, at) => {
    const files = new MemoryFiles()

    await expect(write(changing(files, { read: flipped(at) }))).rejects.toThrow('does not contain')

    expect(await files.list('/vault')).toEqual([])
  })

  it('is refused and removed if the disk has lost its end', async () => {
    const files = new MemoryFiles()

    await expect(write(changing(files, { kept: 0.9 }))).rejects.toThrow('does not contain')

    expect(await files.list('/vault')).toEqual([])
  })

  it('is refused and removed if an entry was sealed so that it does not open', async () => {
    const files = new MemoryFiles()
    const seal = vi.spyOn(FrameSealer.prototype, 'seal')
    onTestFinished(() => seal.mockRestore())
    seal.mockImplementationOnce(function (this: FrameSealer, _sequence, plaintext, iv) {
      seal.mockRestore()
      return this.seal(7, plaintext, iv)
    })

    await expect(write(files)).rejects.toThrow('does not contain')

    expect(await files.list('/vault')).toEqual([])
  })

  it.each(['write', 'sync'] as const)(
    'is closed and removed, and its key overwritten, where its %s fails',
    async (failing) => {
      const files = new FaultyFiles(new MemoryFiles())
      files.fault = ({ call }) => (call === failing ? { code: 'EIO' } : undefined)
      const wipe = spyOnWipe()

      await expect(write(files)).rejects.toThrow('EIO')

      expect(await files.list('/vault')).toEqual([])
      expect(files.stillOpen).toEqual([])
      expect(wipe).toHaveBeenCalledOnce()
    },
  )

  it('of which no frame opens is refused, and its key overwritten', async () => {
    const { bytes, ends } = await written()
    for (const end of ends) bytes[end - 1]! ^= 1
    const wipe = spyOnWipe()

    await expect(contentsOf(bytes)).rejects.toThrow('none of its entries can be read')

    expect(wipe).toHaveBeenCalledOnce()
  })

  it('lets other work come between its frames, being written and being read back', async () => {
    const many = Array.from({ length: 50 }, () => plaintexts[0]!)
    let turns = 0
    let isOver = false
    const count = () => {
      turns++
      if (!isOver) setImmediate(count)
    }
    setImmediate(count)
    const pace = { workMs: 0, restMs: 0 }

    await writeGeneration({
      ...{ files: new MemoryFiles(), path: PATH, header, keys, random, pace },
      plaintexts: many,
    })
    isOver = true

    expect(turns).toBeGreaterThanOrEqual(2 * many.length)
  })

  it('fails for the first reason, where it cannot be closed and removed either', async () => {
    const files = new FaultyFiles(new MemoryFiles())
    files.failsToClose = () => true
    files.fault = ({ call }) =>
      call === 'write' ? { code: 'ENOSPC' } : call === 'remove' ? { code: 'EIO' } : undefined

    await expect(write(files)).rejects.toMatchObject({ code: 'ENOSPC' })
  })

  it.each([
    ['being written', 1],
    ['read back', 2],
  ])('is given up while it is %s', async (_, looks) => {
    const files = new FaultyFiles(new MemoryFiles())
    const signal = new AbortController().signal
    let looked = 0
    vi.spyOn(signal, 'throwIfAborted').mockImplementation(() => {
      if (++looked === (looks === 1 ? 1 : operations.length + 1)) throw new Error('given up')
    })

    await expect(
      writeGeneration({ files, path: PATH, header, keys, plaintexts, random, signal }),
    ).rejects.toThrow('given up')

    expect(files.calls.includes('sync')).toBe(looks === 2)
    expect(await files.list('/vault')).toEqual([])
  })
})

describe('a copy', () => {
  it('is refused and removed if the disk has lost its end', async () => {
    const files = new MemoryFiles()

    await expect(
      writeNewFile(changing(files, { kept: 0.5 }), PATH, new Uint8Array(100)),
    ).rejects.toThrow('50 of 100 bytes were written')

    expect(await files.list('/vault')).toEqual([])
  })
})

function spyOnWipe() {
  const wipe = vi.spyOn(FrameSealer.prototype, 'wipe')
  onTestFinished(() => wipe.mockRestore())
  return wipe
}

/** The bytes of a new generation, and where its frames end. */
async function written() {
  const { file, size } = await write(new MemoryFiles())
  const bytes = await readFully(file, size)
  const ends: number[] = []
  const view = new DataView(bytes.buffer)
  for (let at = encodeHeader(header).length; at < size; ends.push(at))
    at += Number(frameLength(view, at))
  return { bytes, ends }
}

function contentsOf(bytes: Uint8Array) {
  const file = { source: bytesInMemory(bytes), header, headerBytes: encodeHeader(header) }
  return readGeneration(file, { keys, take: () => {} })
}

function decoded(change: SavedChange): Change {
  if (change[0] !== 'put') return change
  const [what, collection, key, kept] = change
  return [what, collection, key, kept.value]
}

interface Lie {
  /** Changes the bytes that were read. */
  readonly read?: (bytes: Uint8Array) => void
  /** The part of a write that is silently kept; 1: all of it. */
  readonly kept?: number
}

/** Files of a disk that lies. */
function changing(files: Files, { read = () => {}, kept = 1 }: Lie): Files {
  const around = (file: OpenFile): OpenFile => ({
    read: async (target, position) => {
      const count = await file.read(target, position)
      if (position === 0) read(target)
      return count
    },
    write: async (bytes, position) => {
      await file.write(bytes.subarray(0, Math.floor(bytes.length * kept)), position)
      return bytes.length
    },
    sync: () => file.sync(),
    syncData: () => file.syncData(),
    truncate: (length) => file.truncate(length),
    info: () => file.info(),
    close: () => file.close(),
  })
  return Object.assign(Object.create(files) as Files, {
    open: async (path: string, how: 'read' | 'read-write' | 'create') =>
      around(await files.open(path, how)),
    remove: (path: string) => files.remove(path),
  })
}

function flipped(at: (size: number) => number): (bytes: Uint8Array) => void {
  return (bytes) => {
    bytes[at(bytes.length)]! ^= 1
  }
}
