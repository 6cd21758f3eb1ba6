/** The keys of a passkey's row and details. */
import { isTextField } from './shortcut-place'

/** The actions on one passkey. */
export type OnePasskeyAction = 'rename' | 'trySignal' | 'showEntries' | 'open'

/** The actions on several passkeys together. */
export type ManyPasskeysAction = 'delete' | 'hideOrShow' | 'export' | 'copy'

export type PasskeyAction = OnePasskeyAction | ManyPasskeysAction

const many: readonly PasskeyAction[] = ['delete', 'hideOrShow', 'export', 'copy']

export function isForMany(action: PasskeyAction): action is ManyPasskeysAction {
  return many.includes(action)
}

/** A letter alone writes the beginning of a name. */
const keys = new Map<string, PasskeyAction>([
  ['F2', 'rename'],
  ['Delete', 'delete'],
])
/** With Ctrl or Cmd, and Shift. */
const chords = new Map<string, PasskeyAction>([
  ['h', 'hideOrShow'],
  ['s', 'trySignal'],
  ['e', 'export'],
])

/** The action of a key press; undefined for other keys. */
export function passkeyAction(
  event: Pick<
    KeyboardEvent,
    'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'repeat' | 'target'
  >,
): PasskeyAction | undefined {
  // A key that is held down would act on the next passkey, and the next, as each takes the place of the one before.
  if (event.altKey || event.repeat || keepsItsKeys(event.target)) return undefined
  const command = event.ctrlKey || event.metaKey
  if (!command) return keys.get(event.key)
  if (event.shiftKey) return chords.get(event.key.toLowerCase())
  // Text that the user selected in the window is copied instead.
  return event.key.toLowerCase() === 'c' && isNothingMarked() ? 'copy' : undefined
}

/** A field, a text or a choice, has its value under the same keys. */
function keepsItsKeys(target: EventTarget | null): boolean {
  return isTextField(target) || target instanceof HTMLSelectElement
}

function isNothingMarked(): boolean {
  return document.getSelection()?.isCollapsed !== false
}

/** The suffix of a tooltip, such as `(Ctrl+Shift+H)`. */
export function chordHint(letter: string): string {
  return navigator.userAgent.includes('Mac OS') ? `(⇧⌘${letter})` : `(Ctrl+Shift+${letter})`
}
