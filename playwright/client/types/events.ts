/** The events of a session (docs/automation.md, "Events"). */
import type { EventType, SessionEvent } from './wire.js'

export type Ceremony = 'create' | 'get'

/** An event of type `T`. A union of types gives a union of events. */
export type EventOf<T extends EventType> = Extract<SessionEvent, { readonly type: T }>

export interface WaitOptions {
  /** The event must have these members with exactly these values, such as `{ rpId: 'example.org' }`. */
  readonly where?: Readonly<Record<string, string | number | boolean | null>>
  /** Considers all events whose `seq` is greater, including events that ended another wait. */
  readonly since?: number
  /** Milliseconds to wait; 30000 by default, 600000 at most. */
  readonly timeout?: number
  /** Ends the wait. The call then rejects with the signal's reason. */
  readonly signal?: AbortSignal
}
