/** The keys of a passkey's row and details. */
import { isTextField } from './shortcut-place'

export type PasskeyAction = 'rename' | 'delete' | 'hideOrShow' | 'trySignal'

/** A letter alone writes the beginning of a name. */
const keys = new Map<string, PasskeyAction>([
  ['F2', 'rename'],
  ['Delete', 'delete'],
])
/** With Ctrl or Cmd, and Shift. */
const chords = new Map<string, PasskeyAction>([
  ['h', 'hideOrShow'],
  ['s', 'trySignal'],
])

/** The action of a key press; undefined for other keys. */
export function passkeyAction(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'target'>,
): PasskeyAction | undefined {
  if (event.altKey || isTextField(event.target)) return undefined
  const command = event.ctrlKey || event.metaKey
  if (command && event.shiftKey) return chords.get(event.key.toLowerCase())
  return command ? undefined : keys.get(event.key)
}

/** What a tooltip adds, such as `(Ctrl+Shift+H)`. */
export function chordHint(letter: string): string {
  return navigator.userAgent.includes('Mac OS') ? `(⇧⌘${letter})` : `(Ctrl+Shift+${letter})`
}
