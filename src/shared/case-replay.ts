/** What a session answers that was given a case to replay (docs/inspect.md). */
export interface CaseReplay {
  /** The ceremony that the session answers in the same way from now on. */
  readonly kind: 'create' | 'get'
  /** The page of the case; null: the file does not say. */
  readonly origin: string | null
  /** What the session could not take from the case: one sentence each. Empty where it took everything. */
  readonly notTaken: readonly string[]
}
