import type { PolicyRules } from './rules'
import { SPEC } from './spec'

/** As Windows Hello, and as providers that do not know signals: the other rules never come to bear. */
export const IGNORED: PolicyRules = { ...SPEC, hasEffect: false }
