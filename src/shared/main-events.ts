/**
 * The events that the main process sends to the window: each row has the name of the `send` channel, and the data.
 * `src/main/desktop/window.ts` checks and sends, and `src/preload` forwards.
 */
import * as v from 'valibot'
import { activityEntrySchema } from './activity'
import { appStateSchema } from './app-state'
import { auditStateSchema } from './audit'
import { passkeySummarySchema } from './passkey'
import { views } from './view'
import { windowActions } from './window-action'

const passkeysChangeSchema = v.strictObject({
  /** New and changed passkeys. */
  kept: v.pipe(v.array(passkeySummarySchema), v.readonly()),
  /** Ids of passkeys that are gone. */
  gone: v.pipe(v.array(v.string()), v.readonly()),
})

/** A change of the list of passkeys. */
export type PasskeysChange = Readonly<v.InferOutput<typeof passkeysChangeSchema>>

export const mainEvents = {
  appStateChanged: appStateSchema,
  /** The changes; null when there are too many to list, so that the window reads the passkeys again. */
  passkeysChanged: v.nullable(passkeysChangeSchema),
  /** The window must read the trash again. */
  trashChanged: v.undefined(),
  /** The record has a new entry. */
  activityAdded: activityEntrySchema,
  /** The lint has new findings, so the window reads them again. */
  pageFindingsChanged: v.undefined(),
  auditChanged: auditStateSchema,
  /** The window must read the questions again. */
  questionsChanged: v.undefined(),
  /** The window must read the pages again. */
  pagesChanged: v.undefined(),
  /** The window must read the provider profiles again. */
  profilesChanged: v.undefined(),
  /** The user chose this view in a menu or the tray. */
  viewAsked: v.picklist([...views, 'diagnostics']),
  /** The user chose this in a menu. */
  actionAsked: v.picklist(windowActions),
}

export type MainEvents = {
  [Event in keyof typeof mainEvents]: v.InferOutput<(typeof mainEvents)[Event]>
}

export const mainEventNames = Object.keys(mainEvents) as (keyof MainEvents)[]
