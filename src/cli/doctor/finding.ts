/** What `latchkey doctor` found, and what to do. */
export const checks = ['keychain', 'vault', 'display', 'port', 'browsers'] as const

export type CheckName = (typeof checks)[number]

export interface Finding {
  readonly check: CheckName
  /** `note`: it works, and there is something to know. */
  readonly state: 'well' | 'note' | 'wrong'
  /** A sentence. */
  readonly found: string
  /** What to do, or what to know; null when there is nothing. */
  readonly advice: string | null
}
