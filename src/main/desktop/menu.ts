/** The application menu. Its keyboard shortcuts work in every view. */
import { Menu } from 'electron'
import { menuTemplate, type MenuActions, type MenuState } from './menu-template'

export class AppMenu {
  readonly #actions: MenuActions
  #state: MenuState = { isOpen: false, undo: null }

  constructor(actions: MenuActions) {
    this.#actions = actions
    this.#set()
  }

  /** Makes a new menu each time, because the labels of a menu cannot change. */
  update(changed: Partial<MenuState>): void {
    const state = { ...this.#state, ...changed }
    if (state.isOpen === this.#state.isOpen && state.undo === this.#state.undo) return
    this.#state = state
    this.#set()
  }

  #set(): void {
    const template = menuTemplate(process.platform, this.#state, this.#actions)
    Menu.setApplicationMenu(Menu.buildFromTemplate(template))
  }
}
