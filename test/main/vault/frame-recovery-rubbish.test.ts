/** Frames are found beside garbage that looks like frames. */
import { describe, expect, it } from 'vitest'
import {
  bothLengths,
  EMPTY_FRAME,
  frame,
  frames,
  gap,
  ours,
  range,
  recover,
  same,
} from '../../support/damaged-frames'

describe('a mebibyte of rubbish that looks like frames', () => {
  const lengths = (bytes: number, size = 2 ** 20) => Buffer.alloc(size, bothLengths(bytes))

  it.each([
    ['overlap', 1, 30],
    ['overlap, and end where frames begin', 1, 0],
    ['make long rows', 4, 30],
    ['make long rows that end where frames begin', 4, 0],
    ['go far beyond', 512 * 1024, 30],
  ])('hides neither the frames before nor those behind, if they %s', async (_, bytes, after) => {
    const parts = [gap(30), ...frames(0, 3), lengths(bytes), gap(after), ...frames(4, 3)]

    const { numbers, decrypted } = await recover(parts)

    expect(numbers).toEqual([...range(0, 3), ...range(4, 3)])
    expect(decrypted).toBeLessThan(220_000_000)
  })

  it('does not hide the first frame, which begins behind it', async () => {
    expect((await recover([gap(30), lengths(1), ...frames(0, 2)])).numbers).toEqual([0, 1])
  })

  it('does not hide a frame with more of it inside, up to its end', async () => {
    const inside = Buffer.concat([gap(50), bothLengths(114), gap(142)])
    const keystream = frame(3, inside.length).subarray(EMPTY_FRAME)
    const plaintext = inside.map((byte, index) => byte ^ (keystream[index] ?? 0))
    const hidden = Buffer.from(ours.seal(3, plaintext, same))
    const parts = [gap(30), ...frames(0, 3), lengths(1), hidden, ...frames(4, 3)]

    expect((await recover(parts)).numbers).toEqual(range(0, 7))
  })

  // Most of the last searched part, or of the last but one, is then garbage.
  it.each([
    ['the file ends with them', 0],
    ['more follows', 100_000],
  ])('does not hide frames that share a part of the search with it, if %s', async (_, more) => {
    const rubbish = lengths(1, 2 ** 20 + 40_000)
    const parts = [gap(30), ...frames(0, 3), rubbish, gap(30), ...frames(4, 3), gap(more)]

    expect((await recover(parts)).numbers).toEqual([...range(0, 3), ...range(4, 3)])
  })
})

describe('rubbish in which all that looks like frames ends where a frame begins', () => {
  /** 8 182 places, which overlap. The last is 48 bytes long. */
  const converging = Buffer.concat([
    ...range(5, 8_182).map((index) => bothLengths((8_192 - index) * 8 - EMPTY_FRAME)),
    gap(40),
  ])

  it('costs little', async () => {
    const parts = [gap(30), ...frames(0, 3), converging, ...frames(4, 3)]

    const { numbers, decrypted } = await recover(parts)

    expect(numbers).toEqual([...range(0, 3), ...range(4, 3)])
    expect(decrypted).toBeLessThan(110_000_000)
  })
})
