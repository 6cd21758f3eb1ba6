/** Compares pictures of the window that are so small that a letter is only a shade. */
import pixelmatch from 'pixelmatch'
import { PNG } from 'pngjs'

/** This many pixels of a screenshot, in each direction, become one pixel of the picture, with the average of their colours. */
const SHRUNK_BY = 8
/** The distance from which two colours count as different. Black and white are 1 apart. */
const THRESHOLD = 0.06
/** A square of the picture, in pixels. */
const SQUARE = 12
/** How many pixels of each square may differ, because the place of some lines depends on a font. */
const MOST_DIFFERENT = 6
/** The scale of the picture for people who look at a difference. */
const ENLARGED_BY = 6

/** @param screenshot PNG. @returns PNG. */
export function shrunk(screenshot: Buffer): Buffer {
  const from = PNG.sync.read(screenshot)
  const [width, height] = [from.width, from.height].map((size) => Math.floor(size / SHRUNK_BY))
  if (!width || !height) throw new Error('the screenshot is too small')
  const to = new PNG({ width, height })
  for (let at = 0; at < width * height * 4; at++) {
    const [x, y] = [Math.floor(at / 4) % width, Math.floor(at / 4 / width)]
    to.data[at] = average(from, x * SHRUNK_BY, y * SHRUNK_BY, at % 4)
  }
  return PNG.sync.write(to, { colorType: 2 })
}

function average({ data, width }: PNG, left: number, top: number, channel: number): number {
  let sum = 0
  for (let y = top; y < top + SHRUNK_BY; y++)
    for (let x = left; x < left + SHRUNK_BY; x++) sum += data[(y * width + x) * 4 + channel] ?? 0
  return Math.round(sum / SHRUNK_BY ** 2)
}

/**
 * Compares two pictures of the same size.
 *
 * @returns null if they look the same; otherwise a PNG with the first picture, the second one, and the difference.
 */
export function difference(expected: Buffer, actual: Buffer): Buffer | null {
  const [before, after] = [PNG.sync.read(expected), PNG.sync.read(actual)]
  const { width, height } = before
  if (after.width !== width || after.height !== height) return beside([before, after])
  const marks = new PNG({ width, height })
  const options = { threshold: THRESHOLD, includeAA: true, windowSize: SQUARE }
  const most = pixelmatch(before.data, after.data, marks.data, width, height, options)
  return most > MOST_DIFFERENT ? beside([before, after, marks]) : null
}

/** The pictures beside each other, enlarged. */
function beside(pictures: readonly PNG[]): Buffer {
  const width = pictures.reduce((sum, one) => sum + one.width, 0)
  const height = Math.max(...pictures.map((one) => one.height))
  const all = new PNG({ width, height })
  let left = 0
  for (const one of pictures) {
    PNG.bitblt(one, all, 0, 0, one.width, one.height, left, 0)
    left += one.width
  }
  return PNG.sync.write(enlarged(all))
}

function enlarged(from: PNG): PNG {
  const [width, height] = [from.width * ENLARGED_BY, from.height * ENLARGED_BY]
  const to = new PNG({ width, height })
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = (Math.floor(y / ENLARGED_BY) * from.width + Math.floor(x / ENLARGED_BY)) * 4
      to.data.set(from.data.subarray(at, at + 4), (y * width + x) * 4)
    }
  return to
}
