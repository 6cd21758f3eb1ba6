/** A session's answer to a case to replay (docs/inspect.md). */
export interface CaseReplay {
  /** The kind of ceremony that the session now answers in the same way. */
  readonly kind: 'create' | 'get'
  /** The page of the case; null when the file does not say. */
  readonly origin: string | null
  /** What the session could not restore from the case: one sentence each. Empty when it restored everything. */
  readonly notTaken: readonly string[]
}
