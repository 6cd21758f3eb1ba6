// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest'

/** Saved before the script takes the method. */
const attach = vi.spyOn(Element.prototype, 'attachShadow')
vi.resetModules()
const { showCode } = await import('../../src/page/overlay')

afterEach(() => {
  attach.mockClear()
})

/** The overlay's closed root, saved when it is made. */
function show(code: string) {
  const hide = showCode(document, code)
  const root = attach.mock.results[0]!.value as ShadowRoot
  return { hide, root, mode: attach.mock.calls[0]![0].mode }
}

it('shows the code in two groups, in words that a screen reader announces', () => {
  const { root, hide } = show('482913')

  const status = root.querySelector('[role=status]')!
  expect(status.textContent).toBe(
    'Compare with Latchkey: 482 913Allow it there only if both are the same.',
  )
  hide()
})

it('keeps the page and its styles out', () => {
  const { root, mode, hide } = show('482913')

  expect(mode).toBe('closed')
  expect(root.adoptedStyleSheets).toHaveLength(1)
  expect(root.querySelector('style')).toBeNull()
  hide()
})

it('goes away', () => {
  const { hide } = show('482913')
  expect(document.querySelector('latchkey-pairing')).not.toBeNull()

  hide()

  expect(document.querySelector('latchkey-pairing')).toBeNull()
})

it('shows whatever it is given as text', () => {
  const { root, hide } = show('<b>1</b>')

  expect(root.querySelector('b')).toBeNull()
  expect(root.textContent).toContain('<b> 1</b>')
  hide()
})
