/** The keys of a passkey's row and details. */
import { isTextField } from './shortcut-place'

export type PasskeyAction = 'rename' | 'delete' | 'hideOrShow' | 'trySignal'

/** The action of a key press; undefined for other keys. */
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
