/** The meaning of a gesture on a row of the passkeys. */
import type { ListItem } from './list-items'

/** `toggle`: adds the row to the selection or removes it. `range`: marks from the anchor to the row. */
export type RowGesture = 'toggle' | 'range'

/** The gesture of a key without Ctrl, Cmd or Alt on the row with the focus; undefined if the key has none. */
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
