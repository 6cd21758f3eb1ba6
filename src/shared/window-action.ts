/** What the menu asks the window to do, other than to show a view. */
export const windowActions = [
  'palette',
  'shortcuts',
  'search',
  'undo',
  'import',
  'export',
  'demo',
] as const

export type WindowAction = (typeof windowActions)[number]
