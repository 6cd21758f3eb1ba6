/** Everything that an audit can try. It comes from the Latchkey that answers, so it matches that version. */

/** How bad a finding in a row is for the users of a relying party. */
export type Severity = 'critical' | 'high' | 'medium' | 'low'

/** The worst first. */
export const SEVERITIES: readonly Severity[] = ['critical', 'high', 'medium', 'low']

export type CeremonyKind = 'create' | 'get'

/** A fault for the audit (docs/faults.md). */
export interface AuditedFault {
  readonly id: string
  /** One sentence: what is wrong with the answer. */
  readonly title: string
  readonly ceremonies: readonly CeremonyKind[]
  /** The part of the answer, such as `signature`. */
  readonly place: string
  /** What a correct relying party does. */
  readonly expected: 'refuse' | 'accept'
  readonly severity: Severity
  /** Such as `WebAuthn §7.2 step 17`. */
  readonly section: string
  /** What to change in the relying party. */
  readonly advice: string
  /** The condition for trying the fault. */
  readonly needs?: string
}

/** A provider's profile for the audit (docs/providers.md). */
export interface AuditedProfile {
  readonly id: string
  readonly title: string
  readonly summary: string
}

export interface Catalogue {
  readonly faults: readonly AuditedFault[]
  readonly profiles: readonly AuditedProfile[]
}
