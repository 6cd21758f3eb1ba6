/** Which answers an armed fault changes. */
export interface FaultOptions {
  /** How many answers; 1 by default. */
  readonly times?: number
  /** The only page whose answers the fault changes; by default it changes those of every page. */
  readonly origin?: string
}
