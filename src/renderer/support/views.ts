/** The window's views, in the order of its navigation. */
export const views = ['passkeys', 'activity', 'pages', 'audit', 'settings'] as const

export type View = (typeof views)[number]

/** What the window shows: a view, or a place inside one. The trash is part of the passkeys. */
export type Place = View | 'trash'

export const placeTitles: Readonly<Record<Place, string>> = {
  passkeys: 'Passkeys',
  trash: 'Trash',
  activity: 'Activity',
  pages: 'Pages',
  audit: 'Audit',
  settings: 'Settings',
}

export function viewOf(place: Place): View {
  return place === 'trash' ? 'passkeys' : place
}
