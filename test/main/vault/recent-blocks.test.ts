/** Small parts of a file, read by blocks. */
import { expect, it } from 'vitest'
import { bytesInMemory, type FileBytes } from '../../../src/main/vault/file-bytes'
import { RecentBlocks } from '../../../src/main/vault/recent-blocks'

const BLOCK = 256 * 1024
/** 34 blocks, the last of them short. */
const BYTES = Uint8Array.from({ length: 33 * BLOCK + 100 }, (_, index) => (index >> 8) % 253)

function blocks() {
  const reads: number[] = []
  const source: FileBytes = {
    length: BYTES.length,
    read: (position, length) => {
      reads.push(position)
      return bytesInMemory(BYTES).read(position, length)
    },
  }
  return { recent: new RecentBlocks(source), reads }
}

const expected = (position: number, length: number) => BYTES.subarray(position, position + length)

it('gives the bytes of any place, also across two blocks and at the end', async () => {
  const { recent } = blocks()
  for (const [position, length] of [
    [0, 10],
    [BLOCK - 5, 5],
    [BLOCK - 5, 10],
    [BLOCK, 2 * BLOCK],
    [33 * BLOCK + 90, 50],
  ] as const)
    expect(Buffer.compare(await recent.read(position, length), expected(position, length))).toBe(0)
})

it('reads a block once as long as it is in use', async () => {
  const { recent, reads } = blocks()
  for (let block = 0; block < 32; block++) await recent.read(block * BLOCK, 10)
  await recent.read(50, 10)
  await recent.read(2 * BLOCK + 50, 10)
  await recent.read(3 * BLOCK - 10, 10)
  expect(reads).toHaveLength(32)

  // Removes the least recently used block, which is the second one.
  await recent.read(32 * BLOCK, 10)
  await recent.read(60, 10)
  expect(reads).toHaveLength(33)
  await recent.read(BLOCK, 10)
  expect(reads).toHaveLength(34)
})
