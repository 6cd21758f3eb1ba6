/** The window's views, in the order of its navigation. */
export const views = ['passkeys', 'activity', 'pages', 'settings'] as const

export type View = (typeof views)[number]
