/** The keys that do something with a passkey, on its row and in its details. */
import { isTextField } from './shortcut-place'

export type PasskeyAction = 'rename' | 'delete' | 'hideOrShow' | 'trySignal'

/** What a key press asks for; undefined when it is none of these. */
export function passkeyAction(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'target'>,
): PasskeyAction | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || isTextField(event.target)) return undefined
  switch (event.key) {
    case 'F2':
      return 'rename'
    case 'Delete':
      return 'delete'
    case 'h':
      return 'hideOrShow'
    case 's':
      return 'trySignal'
    default:
      return undefined
  }
}
