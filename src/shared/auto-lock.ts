/** When the vault locks automatically. */
import * as v from 'valibot'

/** After how many minutes the vault locks; 0 for never. */
export const autoLockMinutes = [0, 5, 15, 60] as const

export const autoLockSchema = v.strictObject({
  /** When the screen is locked or the computer sleeps. */
  lockWhenAway: v.boolean(),
  /** After this many minutes without input. */
  lockAfterMinutes: v.picklist(autoLockMinutes),
})

export type AutoLockSettings = Readonly<v.InferOutput<typeof autoLockSchema>>
