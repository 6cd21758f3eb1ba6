import type { PolicyRules } from './rules'
import { SPEC } from './spec'

/**
 * As Apple Passwords in Safari 26: the system's interface has one name only, and drops the display name. What it does to
 * passkeys that the site does not know is not known; the specification's recommendation stands in.
 */
export const APPLE: PolicyRules = { ...SPEC, names: 'user name alone' }
