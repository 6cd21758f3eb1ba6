/** Runs in a separate thread. Opens the frames that it receives, and sends their plaintexts back. */
import { parentPort, workerData } from 'node:worker_threads'
import { FrameSealer, type SealerParts } from './frame'
import { openPiece } from './frame-opener'
import type { PieceOfThread, PieceToOpen } from './frame-thread'

const sealer = new FrameSealer(workerData as SealerParts)

parentPort?.on('message', (message: PieceToOpen | 'end') => {
  if (message === 'end') {
    sealer.wipe()
    parentPort?.close()
    return
  }
  const { id, bytes, sequence } = message
  const piece: PieceOfThread = { id, ...openPiece(sealer, bytes, sequence) }
  parentPort?.postMessage(piece, [bytes.buffer])
})
