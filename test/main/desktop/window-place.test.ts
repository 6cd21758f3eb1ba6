import { expect, it } from 'vitest'
import { placeWindow, type WindowPlace } from '../../../src/main/desktop/window-place'

const primary = { x: 0, y: 0, width: 1920, height: 1080 }
const second = { x: 1920, y: 0, width: 1280, height: 1024 }
const kept = (fields: Partial<WindowPlace> = {}): WindowPlace => ({
  x: 2000,
  y: 100,
  width: 900,
  height: 700,
  maximized: false,
  ...fields,
})

it('opens a new window in a default size, if the system wants it', () => {
  expect(placeWindow(null, [primary])).toEqual({ width: 1080, height: 720 })
})

it('opens the window where it was', () => {
  const { maximized: _, ...bounds } = kept()

  expect(placeWindow(kept(), [primary, second])).toEqual(bounds)
})

it('keeps only the size when the display is gone', () => {
  expect(placeWindow(kept(), [primary])).toEqual({ width: 900, height: 700 })
})

it.each([
  ['above every display', { x: 100, y: -40 }],
  ['almost left of every display', { x: -850, y: 100 }],
  ['below every display', { x: 100, y: 1060 }],
])('keeps only the size of a window %s', (_where, at) => {
  expect(placeWindow(kept(at), [primary])).toEqual({ width: 900, height: 700 })
})

it('opens no window that is larger than its display, or smaller than the smallest', () => {
  const large = kept({ x: 0, y: 0, width: 4000, height: 3000 })
  const small = kept({ x: 0, y: 0, width: 1, height: 1 })

  expect(placeWindow(large, [primary])).toMatchObject({ width: 1920, height: 1080 })
  expect(placeWindow(small, [primary])).toMatchObject({ width: 360, height: 480 })
})
