/** What `crash-child.ts` does. */
export interface CrashPlan {
  readonly folder: string
  /** Of the keychain. */
  readonly items: readonly (readonly [account: string, secret: string])[]
  /**
   * `honest`: as Latchkey does. The others kill themselves. `torn`: in the midst of a write to the vault's file. `early`:
   * acknowledges each change before it is written. `careless`: writes as writeFile() does.
   */
  readonly how: 'honest' | 'torn' | 'early' | 'careless'
  /** The number of the write, from 1, or of the change, at which it kills itself. */
  readonly diesAt: number
  readonly seed: number
  /** How many changes are made at the same time. */
  readonly lanes: number
  /** How likely a new name comes after one so long that the vault soon rewrites its file; from 0 to 1. */
  readonly longNames: number
  /** How long a file may be, in bytes, that is rewritten while changes wait. */
  readonly rewrittenAtOnce?: number
}
