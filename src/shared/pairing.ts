/** Pairing a page with the app: the question, the answer, and the paired pages. */
import * as v from 'valibot'
import { signalPolicies } from './signal-policy'

export const pairingRequestSchema = v.strictObject({
  id: v.string(),
  /** The exact origin, as the browser states it. */
  origin: v.string(),
  /** The origin's host in Unicode, for people. Differs from the host in `origin` for an IDN. */
  displayHost: v.string(),
  /** The page that embeds it, as the page itself says; null when it is not embedded. */
  topOrigin: v.nullable(v.string()),
  /** The page's own name for itself (its title). Proves nothing. */
  name: v.string(),
  /** Six digits that the page also shows. */
  code: v.string(),
  /** Milliseconds since the Unix epoch. */
  askedAt: v.number(),
  /** Milliseconds until the question counts as denied. */
  timeoutMs: v.number(),
})

export type PairingRequest = Readonly<v.InferOutput<typeof pairingRequestSchema>>

/** A page that the user allowed earlier has lost its grant. There is no code to compare. */
export const pairingAgainRequestSchema = v.strictObject({
  ...v.omit(pairingRequestSchema, ['name', 'code']).entries,
  /** When the earlier permission ends, in milliseconds since the Unix epoch. The new one ends at the same time. */
  until: v.number(),
})

export type PairingAgainRequest = Readonly<v.InferOutput<typeof pairingAgainRequestSchema>>

/** `session` ends when the app quits or the tab closes. */
export const pairingDurations = ['session', '8-hours', '30-days'] as const

export type PairingDuration = (typeof pairingDurations)[number]

export const pairingAnswerSchema = v.variant('allow', [
  v.strictObject({ allow: v.literal(true), duration: v.picklist(pairingDurations) }),
  /** `block`: whether to refuse the origin from now on, until the user clears the block. */
  v.strictObject({ allow: v.literal(false), block: v.boolean() }),
])

export type PairingAnswer = Readonly<v.InferOutput<typeof pairingAnswerSchema>>

export const quotaStateSchema = v.strictObject({
  /** Changes that its signals may still make. */
  left: v.number(),
  /** How many changes the full quota allows. */
  of: v.number(),
  /** Milliseconds until one more change is allowed; null when the quota is full. */
  nextInMs: v.nullable(v.number()),
})

/** How many changes the signals of a site may still make. */
export type QuotaState = Readonly<v.InferOutput<typeof quotaStateSchema>>

export const pairedPageSchema = v.strictObject({
  origin: v.string(),
  /** `blocked` pages have no grant. They are listed so that the user can clear the block. */
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
  /** What its signals do; null when it follows the policy of pages without their own. */
  signalPolicy: v.nullable(v.picklist(signalPolicies)),
  /** The policy that applies to the page without its own. */
  defaultPolicy: v.picklist(signalPolicies),
  /** The provider that Latchkey plays for it; null for the provider of pages without their own. */
  profile: v.nullable(v.string()),
  /** The rest of its quota; null when its policy has no quota. */
  signalQuota: v.nullable(quotaStateSchema),
  /**
   * Until when a conditional `create()` may make one passkey without a question, in milliseconds since the Unix epoch; null
   * when it may not.
   */
  upgradeUntil: v.nullable(v.number()),
})

/** An origin that may request ceremonies, or is blocked. */
export type PairedPage = Readonly<v.InferOutput<typeof pairedPageSchema>>
