/** The strict relying party as a server to audit, and the faults that it would accept with one check left out. */
import type { PasskeySession } from '../../playwright/client/passkey-session'
import type { ServerCallbacks } from '../../playwright/audit/relying-party'
import type { Latchkey } from '../../playwright/client/latchkey'
import { checkIn, without } from './strict-checks'
import { rootIn, StrictRelyingParty, type Wanted } from './strict-relying-party'

const ORIGIN = 'https://example.org'

export interface StrictServerOptions extends Wanted {
  /** The check that it leaves out. */
  readonly hole?: string
  /** The time by which it judges certificates, milliseconds since the Unix epoch. */
  readonly now: () => number
}

export class StrictServer {
  /** The current trial, such as `uv-not-set (get)`. */
  now = ''
  /** For each check that refused a trial: the trials that would have been accepted without the check. */
  readonly holes = new Map<string, Set<string>>()
  readonly callbacks: ServerCallbacks
  readonly #party: StrictRelyingParty
  readonly #hole: string | undefined

  constructor({ hole, now, ...wanted }: StrictServerOptions) {
    this.#hole = hole
    const party = new StrictRelyingParty(
      { origin: ORIGIN, crossOrigin: false, topOrigin: null },
      now,
    )
    this.#party = party
    this.callbacks = {
      origin: ORIGIN,
      registrationOptions: () => party.creationOptions(wanted),
      verifyRegistration: (response) => this.#judge(() => void party.register(response)),
      authenticationOptions: () => party.requestOptions(wanted),
      verifyAuthentication: (response) => this.#judge(() => party.signIn(response)),
    }
  }

  /** Sessions of this Latchkey, whose attestation root the server trusts. */
  trusting(latchkey: Latchkey): Pick<Latchkey, 'openSession' | 'version'> {
    return {
      version: () => latchkey.version(),
      openSession: async () => {
        const session = await latchkey.openSession()
        await this.#trust(session)
        return session
      },
    }
  }

  async #trust(session: PasskeySession): Promise<void> {
    const options = this.#party.creationOptions({
      attestation: 'direct',
      attestationFormats: ['android-key'],
    })
    const response = await session.create(options, { origin: ORIGIN })
    await session.remove(response.id)
    this.#party.roots = [rootIn(response)]
  }

  /** @throws when the server refuses; then it has kept nothing. */
  #judge(verify: () => void): void {
    if (this.#hole !== undefined) {
      without(this.#hole, verify)
      return
    }
    try {
      verify()
    } catch (error) {
      const check = checkIn(error)
      if (check !== undefined) this.#tryWithout(check, verify)
      throw error
    }
  }

  /** A server without a check behaves differently only if the check is the first to refuse. */
  #tryWithout(check: string, verify: () => void): void {
    const accepted = this.holes.get(check) ?? new Set()
    this.holes.set(check, accepted)
    const restore = this.#party.snapshot()
    try {
      without(check, verify)
      accepted.add(this.now)
    } catch {
      // Another check refuses it, too.
    } finally {
      restore()
    }
  }
}
