/** Opens the frames of large files in a separate thread, while this thread processes the opened frames. */
import type { Worker } from 'node:worker_threads'
import type { SealerParts } from './frame'
import type { FrameOpener, OpenedPiece } from './frame-opener'

/** Smaller files are opened before a thread can start. */
export const WORTH_A_THREAD_BYTES = 4 * 1024 * 1024

/** Starts `frame-worker.ts` with the parts as its data. The key is moved to the thread, so that this thread keeps no copy. */
export type StartFrameWorker = (parts: SealerParts) => Worker

/** A piece of a file, for the thread. */
export interface PieceToOpen {
  readonly id: number
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly sequence: number
}

/** What the thread sends back. */
export interface PieceOfThread extends OpenedPiece {
  readonly id: number
}

interface Waiting {
  readonly resolve: (piece: OpenedPiece) => void
  readonly reject: (error: Error) => void
}

export function openerInThread(start: StartFrameWorker, parts: SealerParts): FrameOpener {
  const key = Uint8Array.from(parts.key)
  const worker = start({ ...parts, key })
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  let lost: Error | undefined
  const lose = (error: Error) => {
    lost ??= error
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  worker.on('message', ({ id, ...piece }: PieceOfThread) => {
    waiting.get(id)?.resolve(piece)
    waiting.delete(id)
  })
  worker.on('error', lose)
  worker.on('exit', () => lose(new Error('the thread that opens frames has ended')))
  return {
    ahead: 8,
    open: (bytes, sequence) =>
      new Promise((resolve, reject) => {
        if (lost) throw lost
        const id = ++lastId
        waiting.set(id, { resolve, reject })
        worker.postMessage({ id, bytes, sequence } satisfies PieceToOpen, [bytes.buffer])
      }),
    end: () => worker.postMessage('end'),
  }
}
