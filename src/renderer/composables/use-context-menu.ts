import { nextTick, shallowRef } from 'vue'
import { menuPlace, type MenuItem, type MenuPlace } from '../support/menu-item'

/** The context menu of a view. */
export function useContextMenu() {
  const menu = shallowRef<{ items: readonly MenuItem[]; place: MenuPlace }>()

  /** Opens a menu at the pointer, or at the row of the key press. */
  async function openMenu(
    items: () => readonly MenuItem[],
    event: MouseEvent | KeyboardEvent,
  ): Promise<void> {
    const place = menuPlace(event)
    menu.value = undefined
    await nextTick()
    menu.value = { items: items(), place }
  }

  function closeMenu(): void {
    menu.value = undefined
  }

  return { menu, openMenu, closeMenu }
}
