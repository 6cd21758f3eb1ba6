/** The menu of text fields and of selected text: the system's own, as in other programs. */
import { Menu, type BrowserWindow } from 'electron'
import { textMenuTemplate } from './text-menu-template'

/** The rows of lists have their own menus, and stop the event. */
export function offerTextMenu(window: BrowserWindow): void {
  window.webContents.on('context-menu', (_event, params) => {
    const template = textMenuTemplate(params)
    if (template.length === 0) return
    // At the text, even when a key opened the menu.
    const { x, y, menuSourceType } = params
    const place = menuSourceType === 'keyboard' ? { x: Math.round(x), y: Math.round(y) } : {}
    Menu.buildFromTemplate(template).popup({ window, ...place })
  })
}
