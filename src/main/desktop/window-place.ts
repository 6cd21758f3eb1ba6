/** The last place of the window, and the place where it opens next. */
import type { Rectangle } from 'electron'
import * as v from 'valibot'

const pixels = v.pipe(v.number(), v.integer(), v.minValue(-100_000), v.maxValue(100_000))
const length = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000))

export const windowPlaceSchema = v.object({
  x: pixels,
  y: pixels,
  width: length,
  height: length,
  maximized: v.boolean(),
})

export type WindowPlace = Readonly<v.InferOutput<typeof windowPlaceSchema>>

export const SMALLEST_WINDOW = { width: 360, height: 480 }
const FIRST_SIZE = { width: 1080, height: 720 }

/** How much of the upper edge must be on a display, so that the user can grab the window and move it. */
const GRIP = { width: 120, height: 32 }

/**
 * The place for a new window. Without `x` and `y`, the system chooses it.
 *
 * @param workAreas of the current displays, the primary one first.
 */
export function placeWindow(
  kept: WindowPlace | null,
  workAreas: readonly Rectangle[],
): Partial<Rectangle> & { readonly width: number; readonly height: number } {
  if (kept === null) return FIRST_SIZE
  const home = workAreas.find((area) => holdsGrip(area, kept))
  const area = home ?? workAreas[0]
  const size = {
    width: between(SMALLEST_WINDOW.width, kept.width, area?.width),
    height: between(SMALLEST_WINDOW.height, kept.height, area?.height),
  }
  return home === undefined ? size : { x: kept.x, y: kept.y, ...size }
}

function holdsGrip(area: Rectangle, { x, y, width }: Rectangle): boolean {
  const shared = Math.min(x + width, area.x + area.width) - Math.max(x, area.x)
  return (
    shared >= Math.min(GRIP.width, width) && y >= area.y && y + GRIP.height <= area.y + area.height
  )
}

function between(least: number, wanted: number, most = Infinity): number {
  return Math.max(least, Math.min(wanted, most))
}
