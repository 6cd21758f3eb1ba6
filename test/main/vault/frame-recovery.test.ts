/** How frames are found in the damaged part of a file, and what the search costs: how often it tries to open a frame. */
import { describe, expect, it } from 'vitest'
import {
  EMPTY_FRAME,
  foreign,
  foreigners,
  FRAME,
  frame,
  frames,
  FROM,
  gap,
  ours,
  range,
  recover,
  ruined,
} from '../../support/damaged-frames'

describe('the frames that are found', () => {
  it('have their numbers, places and lengths, in the order of the numbers', async () => {
    const parts = [gap(30), frame(2), frame(0, 12), gap(7), frame(1, 500)]

    const { found } = await recover(parts)

    expect(found).toEqual([
      { sequence: 0, offset: FROM + 30 + FRAME, length: EMPTY_FRAME + 12 },
      { sequence: 1, offset: FROM + 30 + FRAME + EMPTY_FRAME + 12 + 7, length: EMPTY_FRAME + 500 },
      { sequence: 2, offset: FROM + 30, length: FRAME },
    ])
  })

  it('begin with the number that was not read yet', async () => {
    const parts = [gap(30), frame(4), frame(5), gap(5), frame(3), gap(5), frame(6)]

    expect((await recover(parts, 5)).numbers).toEqual([5, 6])
  })

  it('are those that stand first, if some stand twice', async () => {
    const { found } = await recover([gap(30), ...frames(0, 10), gap(9), ...frames(3, 3)])

    const offsets = Array.from({ length: 10 }, (_, index) => FROM + 30 + index * FRAME)
    expect(found.map(({ offset }) => offset)).toEqual(offsets)
  })

  it('may be empty, and end with the file', async () => {
    const { found } = await recover([gap(30), frame(0, 0)])

    expect(found).toEqual([{ sequence: 0, offset: FROM + 30, length: EMPTY_FRAME }])
  })

  it.each([-8, -7, -1, 0, 1])('begin %i bytes from where a part of the search ends', async (by) => {
    const { found } = await recover([gap(65_536 + by), frame(0), frame(1)])

    const offset = FROM + 65_536 + by
    expect(found.map((each) => each.offset)).toEqual([offset, offset + FRAME])
  })

  it('are neither of another vault nor damaged', async () => {
    const parts = [gap(30), frame(0), foreign(1), ruined(2), frame(3)]

    expect((await recover(parts)).numbers).toEqual([0, 3])
  })

  it('lie behind lengths that go beyond the end of the file', async () => {
    const beyond = Buffer.from('7fffffff80000000', 'hex')

    const { numbers } = await recover([gap(5), beyond, gap(50), frame(0), gap(9), frame(9)])

    expect(numbers).toEqual([0, 9])
  })

  it('lie at the end of a run, with the highest number, and far from where it was expected', async () => {
    const parts = [gap(30), ...frames(0, 5), frame(59), ...frames(6, 53)]

    expect((await recover(parts)).numbers).toEqual([...range(0, 5), ...range(6, 54)])
  })
})

describe('a long run', () => {
  it('is read behind damaged frames even if many are gone', async () => {
    const damaged = Array.from({ length: 10 }, () => ruined(7))
    const parts = [gap(30), ...frames(0, 60), ...damaged, ...frames(600, 20)]

    expect((await recover(parts)).numbers).toEqual([...range(0, 60), ...range(600, 20)])
  })

  it('is read before and behind damaged stretches', async () => {
    const run = range(0, 200).map((sequence) => frame(sequence, 10_000))
    for (const damaged of [...run.slice(0, 40), ...run.slice(120, 160)]) damaged.fill(0, 50)

    expect((await recover([gap(30), ...run])).numbers).toEqual([
      ...range(40, 80),
      ...range(160, 40),
    ])
  })
})

describe('other work', () => {
  it('has a turn while the places of missing frames are tried', async () => {
    const { pauses } = await recover([gap(30), ...frames(0, 60).fill(ruined(7), 20, 27)])

    // An exact number, because each loop would add a few attempts.
    expect(pauses).toBe(577)
  })

  it('has a turn while a gap is searched', async () => {
    const { pauses } = await recover([gap(2 ** 20)])

    expect(pauses).toBe(16)
  })

  it('has a turn for each frame that is read, and often while numbers are guessed', async () => {
    expect((await recover([gap(30), ...frames(0, 50)])).pauses).toBe(300)
    const { attempts, pauses } = await recover([gap(30), foreign(0)])
    expect(pauses).toBeGreaterThanOrEqual(attempts / 3)
  })
})

describe('a single frame far from where it was expected is found', () => {
  // The gap may have held a hundred frames without contents. With frames of the usual length, the frame would be expected to
  // have number 36.
  const farthest = 36 + 1_024 + 100

  it.each([
    ['as far as the gap before it allows', farthest, [farthest]],
    ['no farther', farthest + 1, []],
  ])('%s', async (_, sequence, numbers) => {
    expect((await recover([gap(3_600), frame(sequence)])).numbers).toEqual(numbers)
  })
})

describe('eight frames far from where they were expected are found', () => {
  // A thousand, plus four times the number of all frames: those read before, and those here.
  const farthest = 36 + 50 + 1_024 + 100 + 4 * (50 + 8)

  it.each([
    ['as far as the number of all frames allows', farthest, range(farthest, 8)],
    ['no farther', farthest + 1, []],
  ])('%s', async (_, first, numbers) => {
    expect((await recover([gap(3_600), ...frames(first, 8)], 50)).numbers).toEqual(numbers)
  })
})

describe('the search tries few frames', () => {
  const damagedInside = frames(0, 60).fill(ruined(7), 20, 40)
  const swapped = range(0, 60).map((place) => frame(place % 5 === 0 ? (place + 30) % 60 : place))
  const farApart = [gap(30), ...frames(500, 20), gap(1_000), ...frames(530, 20)]
  const shortRuns = [[frame(3)], [frame(0)], frames(7, 3), [foreign(1)]]

  it.each<[string, readonly Buffer[], readonly number[], number, number?]>([
    ['where nothing but one frame is damaged', [ruined(0), ...frames(1, 8)], range(1, 8), 28],
    ['where one frame is gone', [gap(FRAME), ...frames(1, 8)], range(1, 8), 9],
    ['where earlier frames were read', [ruined(50), ...frames(51, 3)], range(51, 3), 39, 50],
    ['where one run tells of the next', farApart, [...range(500, 20), ...range(530, 20)], 1_001],
    ['where a frame was read before', [gap(30), frame(0), frame(1)], [], 12, 5],
    ['where the frames are in reverse', [gap(30), ...frames(0, 12).toReversed()], range(0, 12), 64],
    [
      'where a frame is another vault’s',
      [gap(30), ...frames(0, 3), foreign(3), frame(4)],
      [0, 1, 2, 4],
      27,
    ],
    ['in short runs', shortRuns.flatMap((run) => [gap(30), ...run]), [0, 3, 7, 8, 9], 2_161],
    ['where some stand far from their places', [gap(30), ...swapped], range(0, 60), 470],
    [
      'beside twenty damaged ones',
      [gap(30), ...damagedInside],
      [...range(0, 20), ...range(40, 20)],
      15_677,
    ],
    [
      'behind those of another vault',
      [gap(30), ...foreigners(12), ...frames(3, 3)],
      range(3, 3),
      13_112,
    ],
  ])('%s', async (_, parts, numbers, attempts, sequence) => {
    const recovered = await recover(parts, sequence)

    expect(recovered.numbers).toEqual(numbers)
    expect(recovered.attempts).toBeLessThanOrEqual(attempts)
  })

  it('among many of another vault', async () => {
    const { numbers, attempts } = await recover([gap(30), ...foreigners(60, 10_000)])

    expect(numbers).toEqual([])
    expect(attempts).toBeLessThanOrEqual(16_140)
  })

  it('where lengths in rubbish overlap', async () => {
    const overlapping = Buffer.alloc(65_536, Buffer.from('00008000ffff7fff', 'hex'))

    const { attempts } = await recover([gap(30), overlapping])

    expect(attempts).toBeLessThanOrEqual(1_708)
  })

  it('in a long run before all shorter ones', async () => {
    const strange = Array.from({ length: 10 }, () => [gap(30), ...foreigners(8, 10_000)])

    const { numbers } = await recover([...strange.flat(), gap(30), ...frames(900, 9)])

    expect(numbers).toEqual(range(900, 9))
  })
})

describe('inside a frame that opened, no frame is looked for', () => {
  // From the second byte on, such a frame looks like a different frame of 16 675 bytes, because it has 64 bytes of contents.
  const misleading = (sequence: number) =>
    Buffer.from(
      ours.seal(sequence, new Uint8Array(64), { bytes: (length) => new Uint8Array(length) }),
    )
  const some = range(0, 1_000).map((sequence) =>
    sequence % 50 === 7 ? misleading(sequence) : frame(sequence),
  )

  it('so that few bytes are read and decrypted', async () => {
    const parts = [gap(30), ...some.with(500, ruined(500))]
    const { numbers, decrypted, read } = await recover(parts)

    expect(numbers).toEqual(range(0, 1_000).filter((number) => number !== 500))
    // The damaged frame is tried with the numbers near its own, and then with each missing number.
    expect(decrypted).toBeLessThan(5 * 1_000 * FRAME)
    expect(read).toBeLessThan(3 * 1_000 * FRAME)
  })

  it('and yet those are found that follow what looks like a frame there', async () => {
    // The lookalike frame ends at the beginning of frames that do not continue the run.
    const after = 1 + 16_675 - FRAME
    const parts = [
      ...frames(0, 20),
      misleading(20),
      ...frames(21, 10),
      gap(after - 10 * FRAME),
      ...frames(1_000, 3),
    ]

    expect((await recover([gap(30), ...parts])).numbers).toEqual([
      ...range(0, 31),
      ...range(1_000, 3),
    ])
  })
})
