/** One result of `latchkey doctor`, with advice. */
export const checks = [
  'node',
  'automation',
  'keychain',
  'vault',
  'display',
  'port',
  'browsers',
  'drivers',
  'desktop',
] as const

export type CheckName = (typeof checks)[number]

export interface Finding {
  readonly check: CheckName
  /** `note`: the checked thing works, and the user should know something. */
  readonly state: 'well' | 'note' | 'wrong'
  /** A sentence. */
  readonly found: string
  /** What to do or to know; null when no advice is needed. */
  readonly advice: string | null
}
