import { onCeremony } from '../rule'
import { shown } from '../shown'

const KNOWN = ['silent', 'optional', 'conditional', 'required']

export const mediationUnknown = onCeremony(
  {
    id: 'mediation-unknown',
    severity: 'error',
    title: '`mediation` has an unknown value.',
    section: 'Credential Management §2.3.2',
    why: 'Browsers throw a TypeError. `immediate` was a mediation only in drafts.',
    instead:
      'Use `optional`, `required`, `conditional` or `silent`; for an immediate sign-in, `uiMode: "immediate"`.',
  },
  ({ mediation }) =>
    mediation === null || KNOWN.includes(mediation)
      ? []
      : [{ path: 'mediation', value: shown(mediation) }],
)
