import type { PolicyRules } from './rules'
import { SPEC } from './spec'

/**
 * As Apple Passwords in Safari 26: the system's interface has one name only, and drops the display name. How it handles
 * passkeys that the site does not know is unknown, so this follows the specification's recommendation.
 */
export const APPLE: PolicyRules = { ...SPEC, names: 'user name alone' }
