/** What the menu can ask the window to do, apart from showing a view. */
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
