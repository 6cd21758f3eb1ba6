/** The views of the window, for its navigation, the menu and the settings. */

/** In the order of the navigation. */
export const views = ['passkeys', 'activity', 'pages', 'audit', 'trash', 'settings'] as const

export type View = (typeof views)[number]

export const viewTitles: Readonly<Record<View, string>> = {
  passkeys: 'Passkeys',
  activity: 'Activity',
  pages: 'Pages',
  audit: 'Audit',
  trash: 'Trash',
  settings: 'Settings',
}
