/** Recognizes the shortcuts in key presses, and writes them for people. */
import { SHORTCUTS, type ShortcutId } from '../../shared/shortcuts'

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

const EVENT_KEYS = new Map([
  ['Up', 'ArrowUp'],
  ['Down', 'ArrowDown'],
])
const MAC: Readonly<Record<string, string>> = { CmdOrCtrl: '⌘', Shift: '⇧' }
const SHORT = new Map([
  ['Delete', 'Del'],
  ['Escape', 'Esc'],
  ['PageUp', 'PgUp'],
  ['PageDown', 'PgDn'],
  ['Up', '↑'],
  ['Down', '↓'],
  ['Left', '←'],
  ['Right', '→'],
])

/** Whether a key press is a shortcut. */
export function isShortcut(id: ShortcutId, event: Pressed): boolean {
  return SHORTCUTS[id].keys.some((keys) => isPressed(keys, event))
}

function isPressed(keys: string, { key, ctrlKey, metaKey, shiftKey, altKey }: Pressed): boolean {
  const parts = keys.split('+')
  const wanted = parts.at(-1) ?? ''
  if (altKey || parts.includes('CmdOrCtrl') !== (ctrlKey || metaKey)) return false
  // On some keyboards, a sign or a digit needs Shift.
  const isLetter = /^[A-Z]$/.test(wanted)
  const isSign = wanted.length === 1 && !isLetter
  if (!isSign && parts.includes('Shift') !== shiftKey) return false
  return key.toLowerCase() === (EVENT_KEYS.get(wanted) ?? wanted).toLowerCase()
}

/** Each way to press a shortcut as a person reads it, such as `Ctrl+Shift+H` or `⇧⌘H`. */
export function shortcutTexts(id: ShortcutId): string[] {
  return SHORTCUTS[id].keys.map(keysText)
}

/** The first way to press a shortcut, which the menu shows too. */
export function shortcutText(id: ShortcutId): string {
  return keysText(SHORTCUTS[id].keys[0])
}

function keysText(keys: string): string {
  const parts = keys.split('+')
  const key = parts.at(-1) ?? ''
  const named = SHORT.get(key) ?? key
  if (!navigator.userAgent.includes('Mac OS'))
    return [...parts.slice(0, -1).map((one) => (one === 'CmdOrCtrl' ? 'Ctrl' : one)), named].join(
      '+',
    )
  const modifiers = ['Shift', 'CmdOrCtrl'].filter((one) => parts.includes(one))
  return [...modifiers.map((one) => MAC[one]), named].join('')
}
