/** The plan of `crash-child.ts`. */
export interface CrashPlan {
  readonly folder: string
  /** Of the keychain. */
  readonly items: readonly (readonly [account: string, secret: string])[]
  /**
   * `honest`: as Latchkey does. The others kill themselves. `torn`: during a write to the vault's file. `early`:
   * acknowledges each change before it is written. `careless`: writes as writeFile() does.
   */
  readonly how: 'honest' | 'torn' | 'early' | 'careless'
  /** The number of the write, from 1, or of the change, at which it kills itself. */
  readonly diesAt: number
  readonly seed: number
  /** How many changes are made at the same time. */
  readonly lanes: number
  /**
   * The probability, from 0 to 1, that a change is a long name followed by a new name, so that the vault soon rewrites its
   * file.
   */
  readonly longNames: number
  /** The maximum length of a file that is rewritten while changes wait, in bytes. */
  readonly rewrittenAtOnce?: number
}
