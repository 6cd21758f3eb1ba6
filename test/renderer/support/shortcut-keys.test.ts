// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest'
import { passkeyAction } from '../../../src/renderer/support/passkey-keys'
import {
  isShortcut,
  shortcutText,
  shortcutTexts,
} from '../../../src/renderer/support/shortcut-keys'
import { SHORTCUTS, type ShortcutId } from '../../../src/shared/shortcuts'

afterEach(() => void vi.restoreAllMocks())

const ids = Object.keys(SHORTCUTS) as ShortcutId[]

/** The key press that a shortcut describes. */
function pressOf(keys: string): KeyboardEvent {
  const parts = keys.split('+')
  const key = parts.at(-1) ?? ''
  const arrow = ['Up', 'Down'].includes(key) ? `Arrow${key}` : key
  const event = new KeyboardEvent('keydown', {
    key: arrow,
    ctrlKey: parts.includes('CmdOrCtrl'),
    shiftKey: parts.includes('Shift'),
  })
  Object.defineProperty(event, 'target', { value: document.body })
  return event
}

/** The parts of an opened entry handle their keys while they have the focus, and the lists do not. */
const inEntry = ids.filter((id) => SHORTCUTS[id].group === 'Opened entry')

it('gives each key press one meaning', () => {
  const everywhere = ids.filter((id) => !inEntry.includes(id))
  for (const id of everywhere) {
    for (const keys of SHORTCUTS[id].keys) {
      expect(everywhere.filter((one) => isShortcut(one, pressOf(keys)))).toEqual([id])
    }
  }
})

it('takes for an opened entry no key that a shortcut of the whole window has', () => {
  const ofWindow = ids.filter((id) => ['Anywhere', 'Views'].includes(SHORTCUTS[id].group))
  const keys = new Set(ofWindow.flatMap((id): readonly string[] => SHORTCUTS[id].keys))

  expect(inEntry.length).toBeGreaterThan(0)
  expect(inEntry.flatMap((id) => SHORTCUTS[id].keys.filter((one) => keys.has(one)))).toEqual([])
})

it.each(['rename', 'delete', 'hideOrShow', 'trySignal'] as const)(
  'says of a passkey’s row the key that it hears: %s',
  (action) => {
    expect(passkeyAction(pressOf(SHORTCUTS[action].keys[0]))).toBe(action)
  },
)

it('leaves other keys alone', () => {
  const near = { key: 'k', ctrlKey: true, metaKey: false, shiftKey: true, altKey: false }

  expect(isShortcut('palette', near)).toBe(false)
  expect(isShortcut('palette', { ...near, shiftKey: false, altKey: true })).toBe(false)
  expect(isShortcut('palette', { ...near, shiftKey: false, ctrlKey: false })).toBe(false)
  expect(isShortcut('palette', { ...near, shiftKey: false })).toBe(true)
})

it.each([
  ['X11; Linux x86_64', 'Ctrl+Shift+H', 'Ctrl+,', ['F1', '?']],
  ['Macintosh; Intel Mac OS X 10_15_7', '⇧⌘H', '⌘,', ['F1', '?']],
])('writes keys as the system does: %s', (system, chord, comma, sheet) => {
  vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(`Mozilla/5.0 (${system})`)

  expect(shortcutText('hideOrShow')).toBe(chord)
  expect(shortcutText('view-settings')).toBe(comma)
  expect(shortcutTexts('shortcuts')).toEqual(sheet)
})
