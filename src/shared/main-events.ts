/**
 * What the main process announces to the window, one row an event: the name of its `send` channel, and what is sent.
 * `src/main/desktop/window.ts` checks and sends, `src/preload` forwards.
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
  /** What changed; null: too much to list, read the passkeys again. */
  passkeysChanged: v.nullable(passkeysChangeSchema),
  /** Read the trash again. */
  trashChanged: v.undefined(),
  /** The record has a new entry. */
  activityAdded: activityEntrySchema,
  /** The lint has new findings: read them again. */
  pageFindingsChanged: v.undefined(),
  auditChanged: auditStateSchema,
  /** Read the questions again. */
  questionsChanged: v.undefined(),
  /** Read the pages again. */
  pagesChanged: v.undefined(),
  /** Read the provider profiles again. */
  profilesChanged: v.undefined(),
  /** The user asked for this view from a menu or the tray. */
  viewAsked: v.picklist([...views, 'diagnostics']),
  /** The user asked for this from a menu. */
  actionAsked: v.picklist(windowActions),
}

export type MainEvents = {
  [Event in keyof typeof mainEvents]: v.InferOutput<(typeof mainEvents)[Event]>
}

export const mainEventNames = Object.keys(mainEvents) as (keyof MainEvents)[]
