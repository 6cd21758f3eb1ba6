/** One item of a context menu. */
export interface MenuItem {
  readonly label: string
  readonly run: () => void
  /** The keys with the same effect, such as `Del`. */
  readonly keys?: string
  readonly tone?: 'danger'
  readonly disabled?: boolean
  /** There is a line above the item. */
  readonly separated?: boolean
}

/** Where a menu opens, in CSS pixels of the window. */
export interface MenuPlace {
  readonly x: number
  readonly y: number
}

/** At the pointer, or, for a key, below the beginning of the row. */
export function menuPlace(event: MouseEvent | KeyboardEvent): MenuPlace {
  if (event instanceof MouseEvent && (event.clientX !== 0 || event.clientY !== 0))
    return { x: event.clientX, y: event.clientY }
  const row = event.target instanceof Element ? event.target : document.body
  const { left, bottom } = row.getBoundingClientRect()
  return { x: left + 16, y: bottom - 4 }
}

/** Whether a key press asks for the context menu of the focused element. */
export function isMenuKey({ key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>): boolean {
  return key === 'ContextMenu' || (shiftKey && key === 'F10')
}
