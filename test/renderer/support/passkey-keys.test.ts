// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest'
import { chordHint, passkeyAction } from '../../../src/renderer/support/passkey-keys'

afterEach(() => void vi.restoreAllMocks())

function pressed(key: string, init: KeyboardEventInit = {}, target = document.body) {
  const event = new KeyboardEvent('keydown', { key, ...init })
  Object.defineProperty(event, 'target', { value: target })
  return passkeyAction(event)
}

it.each([
  ['F2', 'rename'],
  ['Delete', 'delete'],
  ['h', undefined],
  ['s', undefined],
  ['x', undefined],
  ['toString', undefined],
])('takes %s for %s', (key, action) => {
  expect(pressed(key)).toBe(action)
})

it.each([
  ['H', 'hideOrShow'],
  ['S', 'trySignal'],
  ['X', undefined],
  ['Delete', undefined],
])('takes Ctrl+Shift+%s, or Cmd, for %s', (key, action) => {
  const chords = [{ ctrlKey: true }, { metaKey: true }]

  expect(chords.map((chord) => pressed(key, { shiftKey: true, ...chord }))).toEqual([
    action,
    action,
  ])
})

it.each([
  { ctrlKey: true },
  { metaKey: true },
  { altKey: true },
  { shiftKey: true },
  { ctrlKey: true, shiftKey: true, altKey: true },
])('leaves a letter with %o alone', (modifier) => {
  expect(pressed('h', modifier)).toBeUndefined()
})

it.each(['Delete', 'F2'])('acts once by %s, however long it is held down', (key) => {
  expect(pressed(key, { repeat: true })).toBeUndefined()
})

it('lets a choice have its keys', () => {
  expect(pressed('Delete', {}, document.createElement('select'))).toBeUndefined()
})

it('lets a text field have its keys', () => {
  const field = document.createElement('input')

  expect(pressed('Delete', {}, field)).toBeUndefined()
  expect(pressed('H', { ctrlKey: true, shiftKey: true }, field)).toBeUndefined()
})

it.each([
  ['X11; Linux x86_64', '(Ctrl+Shift+H)'],
  ['Windows NT 10.0; Win64; x64', '(Ctrl+Shift+H)'],
  ['Macintosh; Intel Mac OS X 10_15_7', '(⇧⌘H)'],
])('names a chord as the system does: %s', (system, hint) => {
  vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(`Mozilla/5.0 (${system})`)

  expect(chordHint('H')).toBe(hint)
})
