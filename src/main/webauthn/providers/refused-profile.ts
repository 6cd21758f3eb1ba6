/** A profile cannot be used, because its file has the wrong shape, or its facts contradict each other. */
export class RefusedProfile extends RangeError {
  override readonly name = 'RefusedProfile'
  /** In clauses. */
  readonly reasons: readonly string[]

  constructor(reasons: readonly string[]) {
    super(reasons.join('; '))
    this.reasons = reasons
  }
}
