/** The devices of a session's account, and the results of their syncs (docs/automation.md, "Several devices"). */
import * as v from 'valibot'
import { profileIdSchema } from './provider-profile'

/** The same as the maximum advance of a session's clock. */
const LONGEST_LAG_S = 366 * 24 * 60 * 60

const LAG = 'a number of seconds from 0 to a year is expected, or "by-hand"'

const deviceIdSchema = v.pipe(
  v.string(),
  v.regex(/^[\w-]{1,64}$/, 'up to 64 letters, digits, “-” and “_” are expected'),
)

/**
 * How many seconds after its first pending change a device syncs, by the session's clock; 0 for at once. `by-hand`: only when
 * the test says so.
 */
const syncAfter = v.union(
  [v.pipe(v.number(), v.minValue(0, LAG), v.maxValue(LONGEST_LAG_S, LAG)), v.literal('by-hand')],
  LAG,
)

/**
 * `synced`: a passkey's counter syncs like other values. `own`: the device has its own counter, so the relying party sees the
 * counter go back.
 */
const counters = v.picklist(['synced', 'own'])

export const deviceToAddSchema = v.strictObject({
  /** Default: `device-2`, `device-3` and so on. */
  id: v.exactOptional(deviceIdSchema),
  /** Default: 0. */
  syncAfter: v.exactOptional(syncAfter),
  /** Default: `synced`. */
  counters: v.exactOptional(counters),
  /** The provider that the device plays. Default: that of the active device. */
  profile: v.exactOptional(profileIdSchema),
})

/** A further device of the session's account. */
export type DeviceToAdd = Readonly<v.InferOutput<typeof deviceToAddSchema>>

export const deviceChangeSchema = v.strictObject({
  /** An offline device does not sync. */
  online: v.exactOptional(v.boolean()),
  syncAfter: v.exactOptional(syncAfter),
  counters: v.exactOptional(counters),
})

/** The changes of a device. Omitted members do not change. */
export type DeviceChange = Readonly<v.InferOutput<typeof deviceChangeSchema>>

/** A device as the session lists it. */
export interface DeviceFacts {
  readonly id: string
  /** Whether the session's pages are on this device. */
  readonly inUse: boolean
  readonly online: boolean
  readonly syncAfter: number | 'by-hand'
  readonly counters: 'synced' | 'own'
  /** The provider profile that the device plays. */
  readonly profile: string
  /** How many passkeys the device has, including hidden ones. */
  readonly passkeys: number
  /** How many passkeys differ between the device and the account, and wait for a sync. */
  readonly pending: number
}

/** The values of a passkey that sync separately. */
export type SyncedField = 'userName' | 'userDisplayName' | 'hidden' | 'signCount' | 'largeBlob'

/** What a sync carried over for one passkey. */
export interface CarriedPasskey {
  /** Credential id, base64url. */
  readonly passkeyId: string
  /** `added` and `deleted` mean the whole passkey. */
  readonly what: readonly ('added' | 'deleted' | SyncedField)[]
}

/** A change that a sync overrode, because another device had made a different one. */
export interface OverriddenChange {
  readonly passkeyId: string
  /** Whose change was overridden: that of the device that synced, or that of another device of the account. */
  readonly of: 'this-device' | 'another-device'
  /** What the lost change was. `added`: a new passkey. */
  readonly what: 'added' | 'deleted' | SyncedField
  /** The lost value; null when it is not a text, number or boolean. */
  readonly lost: string | number | boolean | null
  /** Why it was overridden: by a later change, by a later deletion, or by a newer passkey of its account. */
  readonly by: 'later-change' | 'deletion' | 'newer-passkey'
}

/** A passkey that was lost with its device. */
export interface LostPasskey {
  readonly passkeyId: string
  readonly rpId: string
  readonly userName: string
  /** Whether the passkey cannot leave its device (BE is 0). Otherwise it had not been synced yet. */
  readonly deviceBound: boolean
}

/** What was lost with a device. */
export interface LostDevice {
  /** The passkeys that no other device has or will get. */
  readonly passkeys: readonly LostPasskey[]
  /** How many changes of other passkeys had not been synced yet. */
  readonly changes: number
}
