/** The thread that opens the frames of a large vault, as the app was built with it. */
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { expect, it } from 'vitest'
import { FrameSealer } from '../../src/main/vault/frame'
import { openerInThread } from '../../src/main/vault/frame-thread'
import { systemRandom } from '../../src/main/platform/random'

const BUILT = join(import.meta.dirname, '../../out/main/frame-worker.cjs')

it('opens frames', async () => {
  const parts = {
    key: new Uint8Array(32).fill(1),
    header: { vaultId: new Uint8Array(16), generation: 1 },
    headerBytes: new Uint8Array(10),
  }
  const sealer = new FrameSealer(parts)
  const frames = [3, 4].map((at) => sealer.seal(at, Uint8Array.of(at), systemRandom))
  const opener = openerInThread(
    ({ key, ...others }) =>
      new Worker(BUILT, { workerData: { key, ...others }, transferList: [key.buffer] }),
    parts,
  )

  const { bytes, opened } = await opener.open(Uint8Array.from(Buffer.concat(frames)), 3)
  opener.end()

  expect(opened).toBe(2)
  expect(bytes.at(-1)).toBe(4)
})
