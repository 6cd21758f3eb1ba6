/** Where an Electron can come from. */
export type ElectronSource =
  'override' | 'installed' | 'cached-substitute' | 'download' | 'substitute'

/** Whether a substitute Electron will do, and whether it exists already. */
export type SubstituteState = 'impossible' | 'possible' | 'made'

/** The facts that decide where Electron comes from, known before any download. */
export interface ElectronFacts {
  /** The folder that ELECTRON_OVERRIDE_DIST_PATH names, when it is set. */
  readonly override: string | undefined
  readonly installed: boolean
  /** `impossible` for a release, which needs the real Electron. */
  readonly substitute: SubstituteState
}

/**
 * The sources of Electron, best first. The caller tries the next source when one fails.
 *
 * An existing substitute comes before a download: a machine that has a substitute could not download before, and would
 * wait for a time-out at each start.
 */
export function electronSources(facts: ElectronFacts): readonly ElectronSource[] {
  if (facts.override !== undefined) return ['override']
  if (facts.installed) return ['installed']
  if (facts.substitute === 'made') return ['cached-substitute']
  return facts.substitute === 'possible' ? ['download', 'substitute'] : ['download']
}
