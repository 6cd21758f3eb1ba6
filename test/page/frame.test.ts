import { expect, it } from 'vitest'
import { framePlace } from '../../src/page/frame'

const PAGE = 'https://example.org'

/** A document whose browser has the ancestor origins, the parent's first. */
const told = (...ancestorOrigins: string[]) =>
  framePlace({ origin: PAGE, location: { ancestorOrigins } } as unknown as Window)

it('recognizes a top-level page, and frames of one origin', () => {
  expect(told()).toEqual({ crossOrigin: false })
  expect(told(PAGE, PAGE)).toEqual({ crossOrigin: false })
})

it('names the top of a foreign page', () => {
  expect(told('https://middle.example', 'https://top.example')).toEqual({
    crossOrigin: true,
    topOrigin: 'https://top.example',
  })
})

it('is cross-origin beyond a foreign frame, too', () => {
  expect(told('https://middle.example', PAGE)).toEqual({ crossOrigin: true })
})

it('names no top that has no origin of the web', () => {
  expect(told('null')).toEqual({ crossOrigin: true })
  expect(told('chrome-extension://abc')).toEqual({ crossOrigin: true })
})

it('asks the windows around it if the browser does not say', () => {
  const top = windowOf(PAGE)
  const foreign = windowOf(undefined)

  expect(framePlace(top)).toEqual({ crossOrigin: false })
  expect(framePlace(windowOf(PAGE, top))).toEqual({ crossOrigin: false })
  expect(framePlace(windowOf(PAGE, windowOf(PAGE, foreign)))).toEqual({ crossOrigin: true })
})

/** Without an origin: the frame of a foreign page, which the browser hides from the page. */
function windowOf(origin: string | undefined, parent?: Window): Window {
  const made = {
    location: {},
    get origin() {
      if (origin === undefined) throw new DOMException('blocked', 'SecurityError')
      return origin
    },
    get parent(): unknown {
      return parent ?? made
    },
  }
  return made as unknown as Window
}
