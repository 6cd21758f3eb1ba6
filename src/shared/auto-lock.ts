/** When the vault locks by itself. */
import * as v from 'valibot'

/** When the vault is locked without a command; 0: never. */
export const autoLockMinutes = [0, 5, 15, 60] as const

export const autoLockSchema = v.strictObject({
  /** When the screen is locked or the computer sleeps. */
  lockWhenAway: v.boolean(),
  /** After so many minutes without input. */
  lockAfterMinutes: v.picklist(autoLockMinutes),
})

export type AutoLockSettings = Readonly<v.InferOutput<typeof autoLockSchema>>
