/** Pairing a page with the app: the question, the answer, and the pages that were paired. */
import * as v from 'valibot'
import { signalPolicies } from './signal-policy'

export const pairingRequestSchema = v.strictObject({
  id: v.string(),
  /** The exact origin, as the browser states it. */
  origin: v.string(),
  /** The origin's host as people read it (Unicode); differs from the one in `origin` for an IDN. */
  displayHost: v.string(),
  /** The page around it, as the page itself says; null when it stands alone. */
  topOrigin: v.nullable(v.string()),
  /** What the page calls itself (its title); never a proof of anything. */
  name: v.string(),
  /** Six digits, shown in the page too. */
  code: v.string(),
  /** Milliseconds since the Unix epoch. */
  askedAt: v.number(),
  /** Milliseconds until it counts as denied. */
  timeoutMs: v.number(),
})

export type PairingRequest = Readonly<v.InferOutput<typeof pairingRequestSchema>>

/** `session` ends when the app quits or the tab closes. */
export const pairingDurations = ['session', '8-hours', '30-days'] as const

export type PairingDuration = (typeof pairingDurations)[number]

export const pairingAnswerSchema = v.variant('allow', [
  v.strictObject({ allow: v.literal(true), duration: v.picklist(pairingDurations) }),
  /** `block`: this origin is refused from now on, until the user clears it. */
  v.strictObject({ allow: v.literal(false), block: v.boolean() }),
])

export type PairingAnswer = Readonly<v.InferOutput<typeof pairingAnswerSchema>>

export const quotaStateSchema = v.strictObject({
  /** Changes that its signals may still make. */
  left: v.number(),
  /** Of so many at most. */
  of: v.number(),
  /** Milliseconds until the next one comes back; null while none is used. */
  nextInMs: v.nullable(v.number()),
})

/** How many changes the signals of a site may still make. */
export type QuotaState = Readonly<v.InferOutput<typeof quotaStateSchema>>

export const pairedPageSchema = v.strictObject({
  origin: v.string(),
  /** `blocked` pages hold no grant; they are listed so that the block can be cleared. */
  status: v.picklist(['paired', 'blocked']),
  /** Milliseconds since the Unix epoch. */
  since: v.number(),
  /** The latest expiry of its grants; null when they end with the session. */
  expiresAt: v.nullable(v.number()),
  lastUsedAt: v.nullable(v.number()),
  /** Open documents that are connected now. */
  connected: v.number(),
  /** Its questions are answered without the user, until the app quits. */
  answersByItself: v.boolean(),
  /** What its signals do; null: as those of every other page. */
  signalPolicy: v.nullable(v.picklist(signalPolicies)),
  /** What is left of its quota, where its policy has one. */
  signalQuota: v.nullable(quotaStateSchema),
})

/** An origin that may ask, or may not. */
export type PairedPage = Readonly<v.InferOutput<typeof pairedPageSchema>>
