import { createHash } from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import { encodeHeader, type Header } from '../../../src/main/vault/header'
import { readWhole, writeNewFile } from '../../../src/main/vault/whole-file'
import {
  hearWitness,
  readHeaderCopy,
  readWitness,
  resetWitness,
  testimonyOf,
  Witness,
} from '../../../src/main/vault/witness'
import { FaultyFiles, type FileCall } from '../../support/faulty-files'
import { MemoryFiles } from '../../support/memory-files'

const PATH = '/vault/vault.witness'
const NEXT = '/vault/vault.pkv.tmp-witness'
/** How long a note of progress is, in bytes. */
const PROGRESS = 44

const vaultId = new Uint8Array(16).fill(1)
const read = { vaultId, generation: 2, nextSequence: 5 }
const header: Header = {
  vaultId,
  generation: 70_000,
  keyId: new Uint8Array(8).fill(5),
  slots: [{ kind: 'keychain' }],
}

describe('what a witness says about a vault’s file', () => {
  it.each([
    ['the file has everything', { generation: 2, nextSequence: 5 }, { is: 'complete' }],
    [
      'changes are missing at the end',
      { generation: 2, nextSequence: 8 },
      { is: 'cut', missing: 3 },
    ],
    ['the file has more than was noted', { generation: 2, nextSequence: 4 }, { is: 'complete' }],
    ['a later file existed', { generation: 3, nextSequence: 1 }, { is: 'older' }],
    ['an earlier file existed', { generation: 1, nextSequence: 9 }, { is: 'complete' }],
  ])('%s', (_what, noted, testimony) => {
    expect(testimonyOf({ vaultId, ...noted }, read)).toEqual(testimony)
  })

  it('nothing, where it is the witness of another vault', () => {
    const other = new Uint8Array(16).fill(2)

    expect(testimonyOf({ vaultId: other, generation: 3, nextSequence: 8 }, read)).toEqual({
      is: 'unknown',
    })
  })

  it('nothing, if there is none, or if it cannot be read', async () => {
    const files = memory()
    expect(await hearWitness(files, PATH, read)).toEqual({ is: 'unknown' })

    await note(files, [header, 5])
    const open = vi.spyOn(files, 'open').mockRejectedValue(new Error('EIO: open'))
    expect(await hearWitness(files, PATH, read)).toEqual({ is: 'unknown' })
    open.mockRestore()
  })
})

describe('a witness', () => {
  it('has the last note, and a copy of the header', async () => {
    const files = memory()

    await note(files, [header, 5], [header, 2 ** 33 + 1])

    expect(await readWitness(files, PATH)).toEqual({
      vaultId,
      generation: 70_000,
      nextSequence: 2 ** 33 + 1,
    })
    const length = encodeHeader(header).length
    expect(await readHeaderCopy(files, PATH)).toEqual({ header, length })
    expect(files.stillOpen).toEqual([])
  })

  it('continues where the one of an earlier start ended', async () => {
    const files = memory()
    await note(files, [header, 5])
    await note(files, [header, 6])

    expect(await readWitness(files, PATH)).toMatchObject({ nextSequence: 6 })
  })

  it('copies a header once', async () => {
    const files = memory()
    const written = writtenTo(files)
    const other = { ...header, generation: 70_001, slots: [] }

    await note(files, [header, 1], [header, 2], [other, 3], [other, 4])

    const [first, second] = [encodeHeader(header).length, encodeHeader(other).length]
    expect(written).toEqual([PROGRESS, first, PROGRESS, PROGRESS, second, PROGRESS])
    expect(await readHeaderCopy(files, PATH)).toMatchObject({ header: other })
  })

  it.each([
    ['its progress', PROGRESS],
    ['its copy of the header', encodeHeader(header).length],
  ])('lets changes be saved if %s cannot be written', async (_, length) => {
    const files = memory()
    const witness = await Witness.open(files, PATH)
    files.fault = ({ call, bytes }) =>
      call === 'write' && bytes === length ? { code: 'EIO' } : undefined

    await expect(witness.note(header, 5)).resolves.toBeUndefined()
  })

  it('lets changes be saved if it cannot be made', async () => {
    const files = memory()
    files.fault = ({ call }) => (call === 'create' ? { code: 'EIO' } : undefined)
    const witness = await Witness.open(files, PATH)

    await expect(witness.note(header, 5)).resolves.toBeUndefined()
    await expect(witness.close()).resolves.toBeUndefined()
  })

  it('is synced and closed with the vault, which closes even if both fail', async () => {
    const files = memory()
    const calls: FileCall[] = []
    files.failsToClose = () => true
    files.fault = ({ call }) => {
      calls.push(call)
      return call === 'sync' ? { code: 'EIO' } : undefined
    }
    const witness = await Witness.open(files, PATH)

    await expect(witness.close()).resolves.toBeUndefined()

    expect(calls).toEqual(['create', 'sync'])
    expect(files.stillOpen).toEqual([])
  })

  it.each<[string, (bytes: Buffer) => Uint8Array]>([
    ['shorter', (bytes) => bytes.subarray(0, PROGRESS - 1)],
    ['another kind of file', (bytes) => withCheck(bytes.fill('X', 0, 1))],
    ['damaged in its vault', (bytes) => bytes.fill(0xee, 8, 9)],
    ['damaged in its progress', (bytes) => bytes.fill(0xee, 28, 29)],
    ['damaged in its check', (bytes) => bytes.fill(0xee, 43, 44)],
  ])('that is %s says nothing', async (_, change) => {
    const files = memory()
    await note(files, [header, 5])
    await rewrite(files, change)

    expect(await readWitness(files, PATH)).toBeUndefined()
  })

  it('without a copy of the header says how far the file had come', async () => {
    const files = memory()
    await note(files, [header, 5])
    await rewrite(files, (bytes) => bytes.subarray(0, PROGRESS))

    expect(await readWitness(files, PATH)).toMatchObject({ nextSequence: 5 })
    expect(await readHeaderCopy(files, PATH)).toBeUndefined()
  })
})

describe('a reset witness', () => {
  it('knows a header and no progress, and takes the place of the one before at once', async () => {
    const files = memory()
    await note(files, [{ ...header, vaultId: new Uint8Array(16).fill(9) }, 6])
    await writeNewFile(files, NEXT, Uint8Array.of(1))
    files.reset()

    await resetWitness({ files, witness: PATH, nextWitness: NEXT }, header)

    expect(files.calls).toEqual(['remove', 'create', 'write', 'sync'])
    expect(await files.list('/vault')).toEqual(['vault.witness'])
    expect(await readWitness(files, PATH)).toEqual({ vaultId, generation: 70_000, nextSequence: 0 })
    expect(await readHeaderCopy(files, PATH)).toMatchObject({ header })
    expect(await readWhole(files, PATH)).toHaveLength(64 + encodeHeader(header).length)
  })
})

function memory(): FaultyFiles {
  return new FaultyFiles(new MemoryFiles())
}

/** Opens the witness, notes these, and closes the witness. */
async function note(files: FaultyFiles, ...noted: (readonly [Header, number])[]): Promise<void> {
  const witness = await Witness.open(files, PATH)
  for (const [about, nextSequence] of noted) await witness.note(about, nextSequence)
  await witness.close()
}

async function rewrite(files: FaultyFiles, change: (bytes: Buffer) => Uint8Array): Promise<void> {
  const bytes = Buffer.from(await readWhole(files, PATH))
  await files.remove(PATH)
  await writeNewFile(files, PATH, change(bytes))
}

/** How long each write is, in bytes. */
function writtenTo(files: FaultyFiles): readonly number[] {
  const written: number[] = []
  files.fault = ({ call, bytes }) => {
    if (call === 'write') written.push(bytes)
    return undefined
  }
  return written
}

/** Gives changed bytes a valid check. */
function withCheck(bytes: Buffer): Buffer {
  createHash('sha256').update(bytes.subarray(0, 36)).digest().copy(bytes, 36, 0, 8)
  return bytes
}
