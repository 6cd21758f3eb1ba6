import type { GrantCheck } from './grant-check'
import type { BridgePorts } from './ports'

/** An origin's earlier grant that its pages seem to have lost. */
export interface LostGrant {
  readonly origin: string
  /** The ids of all lost grants of the origin. */
  readonly ids: readonly string[]
  /** When the last of the grants ends, in milliseconds since the Unix epoch. */
  readonly until: number
}

/**
 * Finds valid grants that no page proves any more. A page loses its grant when it clears its storage, as some pages do at
 * sign-out.
 */
export class LostGrants {
  readonly #ports: Pick<BridgePorts, 'grants' | 'answersByItself'>
  readonly #check: GrantCheck
  readonly #isProved: (id: string) => boolean
  /** Maps the id of each replaced grant to its origin. */
  readonly #replaced = new Map<string, string>()
  /** The origins for which a replaced grant came back. */
  readonly #inSeveralBrowsers = new Set<string>()

  /** @param isProved whether an open page has proved the grant. */
  constructor(
    ports: Pick<BridgePorts, 'grants' | 'answersByItself'>,
    check: GrantCheck,
    isProved: (id: string) => boolean,
  ) {
    this.#ports = ports
    this.#check = check
    this.#isProved = isProved
  }

  /**
   * The grant that the pages of an origin seem to have lost; undefined if the bridge cannot tell. Ignores grants that end with
   * the app, because a page loses such a grant whenever its tab is closed. Do not call this while the vault is locked.
   */
  of(origin: string): LostGrant | undefined {
    // The user would not see what a program with the new grant requests.
    if (this.#ports.answersByItself(origin)) return undefined
    if (this.#inSeveralBrowsers.has(origin)) return undefined
    const valid = this.#ports.grants
      .ofOrigin(origin)
      .flatMap(({ id, expiresAt }) =>
        expiresAt !== null && this.#check.fault(id, origin) === undefined
          ? [{ id, expiresAt }]
          : [],
      )
    if (valid.length === 0 || valid.some(({ id }) => this.#isProved(id))) return undefined
    const until = Math.max(...valid.map(({ expiresAt }) => expiresAt))
    return { origin, ids: valid.map(({ id }) => id), until }
  }

  /** Revokes the lost grants after the user has allowed the origin again. */
  async replace({ origin, ids }: LostGrant): Promise<void> {
    for (const id of ids) {
      this.#replaced.set(id, origin)
      await this.#ports.grants.remove(id)
    }
  }

  /**
   * Call it when a page names an invalid grant. A replaced grant that comes back was not lost: the origin is used in several
   * browsers, or another program pretended to be the origin. The origin's pages then need a code to pair.
   */
  cameBack(id: string, origin: string): void {
    if (this.#replaced.get(id) === origin) this.#inSeveralBrowsers.add(origin)
  }
}
