/** What an audit can try. The rows come from the Latchkey that answers, so they fit its version. */

/** How bad it is for the users of a relying party that a row of the audit has a finding. */
export type Severity = 'critical' | 'high' | 'medium' | 'low'

/** The worst first. */
export const SEVERITIES: readonly Severity[] = ['critical', 'high', 'medium', 'low']

export type CeremonyKind = 'create' | 'get'

/** A fault as the audit needs it (docs/faults.md). */
export interface AuditedFault {
  readonly id: string
  /** One sentence: what the answer has wrong. */
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
  /** What must hold so that the fault can be tried. */
  readonly needs?: string
}

/** A provider's profile as the audit needs it (docs/providers.md). */
export interface AuditedProfile {
  readonly id: string
  readonly title: string
  readonly summary: string
}

export interface Catalogue {
  readonly faults: readonly AuditedFault[]
  readonly profiles: readonly AuditedProfile[]
}
