import { lintFinding } from './window-data'
import type { ActivityPort } from '../../src/main/ipc/activity-calls'
import type { PortsOptions } from './ports-options'

/** The answers of the lint and of the judge of ceremonies. `note` is called with each call. */
export function judgingPorts(
  { findings = [], linted = new Map() }: PortsOptions,
  note: (what: string) => (...asked: unknown[]) => void,
): Pick<ActivityPort, 'lint' | 'judge'> {
  return {
    lint: {
      list: () => findings,
      calls: () => linted,
      findings: (entryId) => {
        note('signalFindings')(entryId)
        return [lintFinding()]
      },
    },
    judge: {
      whyNotOffered: (entryId, passkeyId) => {
        note('whyNotOffered')(entryId, passkeyId)
        return 'not-kept'
      },
      whyNotMade: (entryId) => {
        note('whyNotMade')(entryId)
        return 'failed-before'
      },
    },
  }
}
