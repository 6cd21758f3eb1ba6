import { FULL_QUOTA, quotaAt, spendOne, type Quota } from './quota'
import { siteOf } from '../platform/site'

/** The maximum number of sites, because the counts stay in memory. */
const MOST_SITES = 1000

/** The quota of each site, until the app quits. */
export class SiteQuotas {
  /** Least recently used first. Entries with a full quota are dropped. */
  readonly #bySite = new Map<string, Quota>()

  /** @param now milliseconds since the Unix epoch. */
  of(origin: string, now: number): Quota {
    return quotaAt(this.#bySite.get(siteOf(origin)) ?? FULL_QUOTA, now)
  }

  spend(origin: string, now: number): void {
    const site = siteOf(origin)
    const quota = spendOne(this.of(origin, now))
    this.#bySite.delete(site)
    if (this.#bySite.size >= MOST_SITES) this.#makeRoom(now)
    this.#bySite.set(site, quota)
  }

  /** Drops the sites whose quota is full again. If there are none, drops the least recently used site. */
  #makeRoom(now: number): void {
    for (const [site, quota] of this.#bySite)
      if (quotaAt(quota, now).used === 0) this.#bySite.delete(site)
    const [quietest] = this.#bySite.keys()
    if (this.#bySite.size >= MOST_SITES && quietest !== undefined) this.#bySite.delete(quietest)
  }
}
