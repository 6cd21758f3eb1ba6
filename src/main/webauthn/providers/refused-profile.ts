/** A profile cannot be used: its file has not the right shape, or its facts contradict each other. */
export class RefusedProfile extends RangeError {
  override readonly name = 'RefusedProfile'
  /** One clause each. */
  readonly reasons: readonly string[]

  constructor(reasons: readonly string[]) {
    super(reasons.join('; '))
    this.reasons = reasons
  }
}
