/** Whose client a session of automation plays, where browsers differ in ways that find faults (docs/deviations.md). */
export const clientNames = ['latchkey', 'chromium', 'firefox'] as const

export type ClientName = (typeof clientNames)[number]
