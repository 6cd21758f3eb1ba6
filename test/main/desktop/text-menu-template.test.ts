import type { ContextMenuParams } from 'electron'
import { expect, it } from 'vitest'
import { textMenuTemplate } from '../../../src/main/desktop/text-menu-template'

const editFlags: ContextMenuParams['editFlags'] = {
  canUndo: false,
  canRedo: false,
  canCut: true,
  canCopy: true,
  canPaste: false,
  canDelete: true,
  canSelectAll: true,
  canEditRichly: false,
}
const roles = (context: Partial<ContextMenuParams>) =>
  textMenuTemplate({ isEditable: false, selectionText: '', editFlags, ...context })
    .filter(({ type, enabled }) => type !== 'separator' && enabled !== false)
    .map(({ role }) => role)

it('copies selected text', () => {
  expect(roles({ selectionText: 'Ada' })).toEqual(['copy'])
})

it('does not open if no text is selected', () => {
  expect(roles({})).toEqual([])
  expect(roles({ selectionText: ' \n' })).toEqual([])
})

it('offers in a text field what the field can do', () => {
  expect(roles({ isEditable: true })).toEqual(['cut', 'copy', 'selectAll'])
  const all = { canUndo: true, canRedo: true, canPaste: true }
  expect(roles({ isEditable: true, editFlags: { ...editFlags, ...all } })).toEqual([
    'undo',
    'redo',
    'cut',
    'copy',
    'paste',
    'selectAll',
  ])
})
