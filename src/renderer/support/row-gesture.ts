/** What a gesture means for a row of the passkeys. */
import type { ListItem } from './list-items'

/** `toggle`: adds the row or takes it away. `range`: marks from the anchor to the row. */
export type RowGesture = 'toggle' | 'range'

/** What a key without Ctrl, Cmd or Alt does to the row with the focus; undefined where it does nothing here. */
export function rowKey(key: string, item: ListItem): 'select' | 'mark' | 'toggleSite' | undefined {
  if (item.type === 'group') {
    const unfolds = ['Enter', ' ', 'ArrowRight', 'ArrowLeft'].includes(key)
    return unfolds ? 'toggleSite' : undefined
  }
  if (item.type !== 'passkey') return undefined
  if (key === 'Enter') return 'select'
  if (key === ' ') return 'mark'
  return key === 'ArrowLeft' ? 'toggleSite' : undefined
}
