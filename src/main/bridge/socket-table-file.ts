import { closeSync, createReadStream, openSync, readSync, type ReadStream } from 'node:fs'
import { performance } from 'node:perf_hooks'
import type { TableText } from './socket-table'

/** The kernel gives about 4 KiB at a time. */
const PIECE_BYTES = 8192
/** Enough for about 400 sockets. */
const PIECES_AT_ONCE = 16
/** The minimum pause, so that a flood of connections cannot keep the main thread busy. */
const REST_MS = 50

/**
 * Reads the kernel's lists of TCP sockets. A page's connection waits for the result. Each asynchronous read waits for other
 * threads several times, which takes long while a browser loads the page. So this reads the beginning of a list synchronously,
 * unless it did so very recently.
 *
 * @param folder Tests pass their own.
 */
export function socketTableReader(folder = '/proc/net'): (family: string) => TableText {
  let restsUntil = -Infinity
  return (family) => {
    const path = `${folder}/${family}`
    const now = performance.now()
    if (now < restsUntil) return createReadStream(path, 'latin1')
    restsUntil = now + REST_MS
    return readAtOnce(path)
  }
}

/** Reads the beginning synchronously, and the rest asynchronously. */
async function* readAtOnce(path: string): AsyncGenerator<string> {
  const file = openSync(path, 'r')
  let rest: ReadStream | undefined
  try {
    const piece = Buffer.alloc(PIECE_BYTES)
    for (let i = 0; i < PIECES_AT_ONCE; i++) {
      const length = readSync(file, piece, 0, PIECE_BYTES, null)
      if (length === 0) return
      yield piece.toString('latin1', 0, length)
    }
    rest = createReadStream(path, { fd: file, encoding: 'latin1' })
    yield* rest
  } finally {
    // The stream closes the file itself, once no thread reads it.
    if (!rest) closeSync(file)
  }
}
