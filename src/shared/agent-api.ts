/** The calls that an agent may make to the running app, beyond those of a command. No call exports or deletes. */
import * as v from 'valibot'
import { activityEntrySchema, signalKinds } from './activity'
import { call, type Calls } from './call'
import { accountChoiceSchema } from './consent-rule'
import { mainCalls } from './main-api'

const LONGEST_MS = 600_000
/** The minimum time for which the user at the window sees a question before the agent answers it. */
export const LEAST_AGENT_DELAY_MS = 1000

const text = v.pipe(v.string(), v.maxLength(2048))
const ceremony = v.picklist(['create', 'get'])
const whole = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most))

export const agentRuleSchema = v.strictObject({
  action: v.picklist(['approve', 'deny']),
  /** The account that signs in, by default the newest. While it is not offered, the rule applies to no question. */
  account: v.exactOptional(accountChoiceSchema),
  /** Applies only to `create()` or only to `get()`. */
  ceremony: v.exactOptional(ceremony),
  /** Applies only to this relying party. */
  rpId: v.exactOptional(text),
  /** How long the user sees the question before the agent answers, in milliseconds. */
  delay: v.optional(whole(LEAST_AGENT_DELAY_MS, LONGEST_MS), 2000),
  /** How many questions the rule answers. */
  times: v.optional(whole(1, 1000), 1),
})

/** How an agent answers the questions of pages. */
export type AgentRule = Readonly<v.InferOutput<typeof agentRuleSchema>>

export const activityWaitSchema = v.strictObject({
  /** The id of the entry after which the wait begins. null, or an entry that is too old, means the start of the app. */
  after: v.nullable(text),
  kinds: v.pipe(v.array(v.picklist(['create', 'get', 'signal'])), v.minLength(1)),
  outcome: v.exactOptional(v.picklist(['done', 'nothing', 'refused'])),
  rpId: v.exactOptional(text),
  signal: v.exactOptional(v.picklist(signalKinds)),
  /** Milliseconds. */
  timeout: whole(0, LONGEST_MS),
})

/** The entry of the record for which an agent waits. */
export type ActivityWait = Readonly<v.InferOutput<typeof activityWaitSchema>>

export const agentCalls = {
  /** The newest entries of the record, newest first. The argument is their number. */
  recentActivity: call([whole(1, 10_000)], v.array(activityEntrySchema)),
  /** The id of the newest entry since the start of the app, also while the vault is locked; null without an entry. */
  newestActivity: call([], v.nullable(v.string())),
  /** The first matching entry; null when the time is over. */
  waitForActivity: call([activityWaitSchema], v.nullable(activityEntrySchema)),
  dryRunSignal: mainCalls.dryRunSignal,
  /**
   * Sends a signal for a paired page: its origin, the kind, and the argument of the page's method. The user confirms a signal
   * that would delete passkeys.
   */
  sendSignal: call([text, v.picklist(signalKinds), v.record(v.string(), v.unknown())]),
  /** Answers questions of pages for the user, if the user allows that. Rules apply in order. */
  addAnswer: call([agentRuleSchema]),
  /** Removes the rules, including that of a delayed answer. */
  clearAnswers: call([]),
}

export type AgentApi = Calls<typeof agentCalls>
