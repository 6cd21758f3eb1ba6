/** One line of a context menu. */
export interface MenuItem {
  readonly label: string
  readonly run: () => void
  /** The keys that do the same, such as `Del`. */
  readonly keys?: string
  readonly tone?: 'danger'
  readonly disabled?: boolean
  /** A line stands above the item. */
  readonly separated?: boolean
}

/** Where a menu opens, in CSS pixels of the window. */
export interface MenuPlace {
  readonly x: number
  readonly y: number
}

/** At the pointer, or below the beginning of the row that a key opens the menu of. */
export function menuPlace(event: MouseEvent | KeyboardEvent): MenuPlace {
  if (event instanceof MouseEvent && (event.clientX !== 0 || event.clientY !== 0))
    return { x: event.clientX, y: event.clientY }
  const row = event.target instanceof Element ? event.target : document.body
  const { left, bottom } = row.getBoundingClientRect()
  return { x: left + 16, y: bottom - 4 }
}

/** Whether a key press asks for the menu of what has the focus. */
export function isMenuKey({ key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>): boolean {
  return key === 'ContextMenu' || (shiftKey && key === 'F10')
}
