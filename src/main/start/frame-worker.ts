import { Worker } from 'node:worker_threads'
import { builtFile } from '../desktop/built-file'
import type { SealerParts } from '../vault/frame'

/** Starts the thread that opens frames (`src/main/vault/frame-worker.ts`). */
export function startFrameWorker(parts: SealerParts): Worker {
  return new Worker(builtFile('main', 'frame-worker.cjs'), {
    workerData: parts,
    transferList: [parts.key.buffer],
  })
}
