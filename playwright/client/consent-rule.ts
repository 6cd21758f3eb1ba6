import { givenOptions } from './given.js'
import type { ApproveOptions, ConsentRule } from './types/wire.js'

/** The members that say which ceremonies a rule answers, and with which account. */
const NARROWING = ['choose', 'ceremony', 'rpId']

/** @throws {LatchkeyError} when a narrowing member is undefined. Left out, the rule would answer more than the test means. */
export function ruleOf(action: ConsentRule['action'], options: ApproveOptions): object {
  return { action, ...givenOptions(options, NARROWING) }
}
