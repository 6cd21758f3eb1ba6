import type { PolicyRules } from './rules'
import { SPEC } from './spec'

/** As Windows Hello and providers without signals. The other rules have no effect. */
export const IGNORED: PolicyRules = { ...SPEC, hasEffect: false }
