import { beforeAll, expect, it } from 'vitest'
import { systemRandom } from '../../../src/main/platform/random'
import { bytesInMemory, type FileBytes } from '../../../src/main/vault/file-bytes'
import { FrameSealer } from '../../../src/main/vault/frame'
import { openInOrder } from '../../../src/main/vault/frame-opener'
import { writeGeneration } from '../../../src/main/vault/generation'
import { encodeHeader } from '../../../src/main/vault/header'
import { encodeBatch } from '../../../src/main/vault/operation'
import { VaultKeys } from '../../../src/main/vault/vault-keys'
import { MemoryFiles } from '../../support/memory-files'

const header = {
  generation: 1,
  vaultId: new Uint8Array(16),
  keyId: new Uint8Array(8),
  slots: [],
}
const headerBytes = encodeHeader(header)
const keys = new VaultKeys(new Uint8Array(32), header.vaultId)
/** So that the file has several pieces. */
const ENTRIES = 3_000

let bytes: Uint8Array

beforeAll(async () => {
  const value = new Uint8Array(700)
  const plaintexts = Array.from({ length: ENTRIES }, (_, index) =>
    encodeBatch([['put', 'passkeys', `key ${index}`, value]]),
  )
  const files = new MemoryFiles()
  const { file, size } = await writeGeneration({
    files,
    path: '/vault/vault.pkv',
    header,
    keys,
    plaintexts,
    random: systemRandom,
  })
  bytes = new Uint8Array(size)
  await file.read(bytes, 0)
})

/**
 * The file on a disk that takes many turns of the event loop, the number of reads in progress, and the number of reads that
 * began.
 */
function slowDisk() {
  const file = bytesInMemory(bytes)
  const disk = { reads: 0, begun: 0 }
  const source: FileBytes = {
    ...file,
    read: async (position, length) => {
      disk.reads++
      disk.begun++
      for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
      disk.reads--
      return file.read(position, length)
    },
  }
  return { disk, source }
}

it('reads the file no longer once who asked has given up', async () => {
  const { disk, source } = slowDisk()
  const sealer = new FrameSealer({ key: keys.records(header.generation), header, headerBytes })
  const pieces = openInOrder({ source, start: headerBytes.length, sealer })
  expect((await pieces.next()).value).toMatchObject({ opened: expect.any(Number) as number })
  const { begun } = disk
  expect(disk.reads).toBeGreaterThan(0)

  await pieces.return(undefined)

  expect(disk).toEqual({ reads: 0, begun })
})

it('waits for another thread that fails, because its pieces are read again then', async () => {
  const { disk, source } = slowDisk()
  const sealer = new FrameSealer({ key: keys.records(header.generation), header, headerBytes })
  const fail: (() => void)[] = []
  const opener = {
    ahead: 2,
    open: () => new Promise<never>((_, reject) => fail.push(() => reject(new Error('it ended')))),
    end: () => undefined,
  }
  const pieces = openInOrder({ source, start: headerBytes.length, sealer, opener })
  const first = pieces.next()
  await expect.poll(() => fail.length).toBe(2)
  fail[0]?.()
  expect((await first).value).toMatchObject({ opened: expect.any(Number) as number })

  const ended = pieces.return(undefined)
  for (const one of fail) one()
  await ended

  expect(disk.reads).toBe(0)
})

it('lets other work come between two pieces that this thread opens itself', async () => {
  const sealer = new FrameSealer({ key: keys.records(header.generation), header, headerBytes })
  const source = bytesInMemory(bytes)
  const pieces = openInOrder({ source, start: headerBytes.length, sealer })
  let turns = 0
  let isReading = true
  const count = () => {
    turns++
    if (isReading) setImmediate(count)
  }
  setImmediate(count)

  let opened = 0
  for await (const _piece of pieces) opened++
  isReading = false

  expect(opened).toBeGreaterThan(3)
  expect(turns).toBeGreaterThanOrEqual(opened)
})

it('keeps a failure to read for who asks next', async () => {
  const sealer = new FrameSealer({ key: keys.records(header.generation), header, headerBytes })
  const file = bytesInMemory(bytes)
  const source: FileBytes = {
    ...file,
    read: (position, length) =>
      position < 1_000_000 ? file.read(position, length) : Promise.reject(new Error('it is gone')),
  }
  const unheard: unknown[] = []
  const hear = (reason: unknown) => void unheard.push(reason)
  process.on('unhandledRejection', hear)
  const pieces = openInOrder({ source, start: headerBytes.length, sealer })

  await pieces.next()
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
  const rest = async () => {
    for await (const _piece of pieces) continue
  }

  await expect(rest()).rejects.toThrow('it is gone')
  process.off('unhandledRejection', hear)
  expect(unheard).toEqual([])
})
