/** Opening a large file in a separate thread: the real thread, and the state after a failure of the thread. */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { systemRandom } from '../../../src/main/platform/random'
import { bytesInMemory } from '../../../src/main/vault/file-bytes'
import { EncodedPasskey } from '../../../src/main/vault/encoded-passkey'
import type { SealerParts } from '../../../src/main/vault/frame'
import type { StartFrameWorker } from '../../../src/main/vault/frame-thread'
import { readGeneration, writeGeneration } from '../../../src/main/vault/generation'
import { encodeHeader } from '../../../src/main/vault/header'
import { encodeBatch, type SavedChange } from '../../../src/main/vault/operation'
import { VaultKeys } from '../../../src/main/vault/vault-keys'
import { bundleProcess, type BundledProcess } from '../../support/bundled-process'
import { MemoryFiles } from '../../support/memory-files'

/** So that the file is worth a thread, and has more pieces than the thread is given at a time. */
const ENTRIES = 9_000
/** Every second entry is a passkey, for which the thread finds the values that place it. */
const PASSKEY = {
  rpId: 'example.org',
  discoverable: true,
  order: 5,
  sealedKey: new Uint8Array(600),
}
const VALUES = [new Uint8Array(700), PASSKEY]
const header = {
  generation: 1,
  vaultId: new Uint8Array(16),
  keyId: new Uint8Array(8),
  slots: [],
}
const headerBytes = encodeHeader(header)
const keys = new VaultKeys(new Uint8Array(32), header.vaultId)

let bundle: BundledProcess
let bytes: Uint8Array
let started: { readonly worker: Worker; readonly key: Uint8Array }[]
/** How many pieces the thread has opened. */
let answers: number

beforeAll(async () => {
  bundle = await bundleProcess('../../src/main/vault/frame-worker.ts')
  const plaintexts = Array.from({ length: ENTRIES }, (_, index) =>
    encodeBatch([['put', 'passkeys', `key ${index}`, VALUES[index % 2]]]),
  )
  const files = new MemoryFiles()
  const path = '/vault/vault.pkv'
  const { file, size } = await writeGeneration({
    files,
    path,
    header,
    keys,
    plaintexts,
    random: systemRandom,
  })
  bytes = new Uint8Array(size)
  await file.read(bytes, 0)
})
afterAll(() => bundle.remove())
beforeEach(() => {
  started = []
  answers = 0
})

const startIn =
  (file: string): StartFrameWorker =>
  (parts: SealerParts) => {
    const worker = new Worker(file, { workerData: parts, transferList: [parts.key.buffer] })
    worker.on('message', () => answers++)
    started.push({ worker, key: parts.key })
    return worker
  }

async function read(file: Uint8Array, startFrameWorker?: StartFrameWorker) {
  const taken: string[] = []
  const contents = await readGeneration(
    { source: bytesInMemory(file), header, headerBytes },
    {
      keys,
      take: (batch) => taken.push(...batch.map(describe)),
      ...(startFrameWorker && { startFrameWorker }),
    },
  )
  const { condition, lost, end, nextSequence } = contents
  return { taken, condition, lost, end, nextSequence }
}

/** Reads the value, so that its beginning and end matter. */
function describe([, , key, kept]: SavedChange): string {
  if (!(kept instanceof EncodedPasskey)) return String(key)
  const { sealedKey } = kept.value as typeof PASSKEY
  return `${String(key)}: ${kept.rpId}, ${kept.order}, ${sealedKey.length}`
}

const whole = Array.from({ length: ENTRIES }, (_, index) =>
  index % 2 === 0 ? `key ${index}` : `key ${index}: example.org, 5, 600`,
)

it('gives every entry of the file in order, and ends its thread', async () => {
  const found = await read(bytes, startIn(bundle.file))

  expect(found.taken).toEqual(whole)
  expect(found).toMatchObject({ condition: 'whole', lost: 0, end: bytes.length })
  expect(answers).toBeGreaterThan(0)
  const [thread] = started
  expect(await once(thread!.worker, 'exit')).toEqual([0])
})

it('leaves no copy of the key in the main thread', async () => {
  await read(bytes, startIn(bundle.file))

  expect(started.map(({ key }) => key.byteLength)).toEqual([0])
})

it('does not change the bytes of the file', async () => {
  const before = Uint8Array.from(bytes)

  await read(bytes, startIn(bundle.file))

  expect(Buffer.compare(bytes, before)).toBe(0)
})

it.each([
  ['in the first piece', 0.01],
  ['in a later piece', 0.55],
  ['near the end', 0.99],
])('finds in a file that is damaged %s what a single thread finds', async (_, place) => {
  const damaged = Uint8Array.from(bytes)
  damaged[Math.floor(damaged.length * place)]! ^= 1

  const found = await read(damaged, startIn(bundle.file))

  expect(found).toEqual(await read(damaged))
  expect(found).toMatchObject({ condition: 'damaged', lost: 1 })
  expect(found.taken).toHaveLength(ENTRIES - 1)
})

it('opens the file without a thread if none starts', async () => {
  const found = await read(bytes, startIn('/nowhere/frame-worker.js'))

  expect(started).toHaveLength(1)
  expect(found.taken).toEqual(whole)
})

it('opens the rest of the file without the thread when that ends early', async () => {
  const start = startIn(bundle.file)
  const found = await read(bytes, (parts) => {
    const worker = start(parts)
    worker.once('message', () => void worker.terminate())
    return worker
  })

  expect(found.taken).toEqual(whole)
})

it('starts no thread for a small file', async () => {
  await read(bytes.subarray(0, 2_000_000), startIn(bundle.file))

  expect(started).toEqual([])
})
