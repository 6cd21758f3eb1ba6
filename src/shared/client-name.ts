/** The client that a session of automation plays. Browsers differ in ways that reveal mistakes (docs/deviations.md). */
export const clientNames = ['latchkey', 'chromium', 'firefox'] as const

export type ClientName = (typeof clientNames)[number]
