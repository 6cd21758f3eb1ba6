/** The entries of the menu of text fields and of selected text. */
import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron'

type Context = Pick<ContextMenuParams, 'isEditable' | 'selectionText' | 'editFlags'>

const line: MenuItemConstructorOptions = { type: 'separator' }

/** Empty when no action on text is possible. */
export function textMenuTemplate({
  isEditable,
  selectionText,
  editFlags,
}: Context): MenuItemConstructorOptions[] {
  if (!isEditable) return selectionText.trim() === '' ? [] : [{ role: 'copy' }]
  const { canUndo, canRedo, canCut, canCopy, canPaste, canSelectAll } = editFlags
  return [
    { role: 'undo', enabled: canUndo },
    { role: 'redo', enabled: canRedo },
    line,
    { role: 'cut', enabled: canCut },
    { role: 'copy', enabled: canCopy },
    { role: 'paste', enabled: canPaste },
    line,
    { role: 'selectAll', enabled: canSelectAll },
  ]
}
