/** Where an Electron can come from. */
export type ElectronSource = 'override' | 'installed' | 'cached-fallback' | 'download' | 'fallback'

/** What is known before anything is fetched. */
export interface ElectronFacts {
  /** The folder that ELECTRON_OVERRIDE_DIST_PATH names, when it is set. */
  readonly override: string | undefined
  readonly installed: boolean
  readonly fallbackCached: boolean
  readonly platform: NodeJS.Platform
  readonly arch: string
  /** Whether the development runtime will do; a release needs the real one. */
  readonly allowFallback: boolean
}

/**
 * The places to take Electron from, the best first; the next is tried where one has none.
 *
 * A fallback that is already there comes before a download: who has it could not download once, and
 * trying again at each start would cost a time-out each time.
 */
export function electronSources(facts: ElectronFacts): readonly ElectronSource[] {
  if (facts.override !== undefined) return ['override']
  if (facts.installed) return ['installed']
  const fallback = facts.allowFallback && facts.platform === 'linux' && facts.arch === 'x64'
  if (!fallback) return ['download']
  return facts.fallbackCached ? ['cached-fallback'] : ['download', 'fallback']
}
