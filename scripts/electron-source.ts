/** Where an Electron can come from. */
export type ElectronSource =
  'override' | 'installed' | 'cached-substitute' | 'download' | 'substitute'

/** Whether a substitute Electron will do, and whether it exists already. */
export type SubstituteState = 'impossible' | 'possible' | 'made'

/** What is known before anything is fetched. */
export interface ElectronFacts {
  /** The folder that ELECTRON_OVERRIDE_DIST_PATH names, when it is set. */
  readonly override: string | undefined
  readonly installed: boolean
  /** `impossible` for a release, which needs the real Electron. */
  readonly substitute: SubstituteState
}

/**
 * The places to take Electron from, best first. The caller tries the next place when one fails.
 *
 * A substitute that exists comes before a download: a machine that has one could not download before, and
 * would wait for a time-out at each start.
 */
export function electronSources(facts: ElectronFacts): readonly ElectronSource[] {
  if (facts.override !== undefined) return ['override']
  if (facts.installed) return ['installed']
  if (facts.substitute === 'made') return ['cached-substitute']
  return facts.substitute === 'possible' ? ['download', 'substitute'] : ['download']
}
