/** The colours of the window. */
export const appearances = ['system', 'light', 'dark'] as const

export type Appearance = (typeof appearances)[number]
