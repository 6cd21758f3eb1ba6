/** Measures how long the engine takes to decide and apply each kind of signal under each policy. */
import { SignalEngine } from '../../src/main/signals/engine'
import type { Vault } from '../../src/main/vault/vault'
import type { ReceivedSignal } from '../../src/main/webauthn/client/ports'
import { signalPolicies, type SignalPolicy } from '../../src/shared/signal-policy'
import { tell } from '../progress'
import type { Section } from '../report'
import { Samples } from '../samples'
import {
  idOf,
  KEEPINGS,
  openFilled,
  PASSKEYS,
  RP_ID,
  userHandleOf,
  USERS,
  type Keeping,
  type Users,
} from './filled-vault'

/** With many users, a signal changes one passkey; with one user, it changes all passkeys. */
const ROUNDS: Record<Users, number> = { 'each of its own user': 120, 'all of one user': 6 }
/** The first rounds do not count, because the code is still being compiled. */
const WARM_UP: Record<Users, number> = { 'each of its own user': 20, 'all of one user': 1 }
const GOAL_MS = 5

export async function measureEngine(): Promise<readonly Section[]> {
  const sections: Section[] = []
  for (const users of USERS) sections.push(await measureUsers(users))
  return sections
}

async function measureUsers(users: Users): Promise<Section> {
  const samples = new Samples()
  for (const keeping of KEEPINGS) {
    tell(`signals: ${PASSKEYS} passkeys ${keeping}, ${users}`)
    const { vault, close } = await openFilled(keeping, users)
    for (const policy of signalPolicies)
      await new Rounds(vault, users, policy).run(samples, keeping)
    await close()
  }
  const rows = samples.rows()
  return {
    title: `A signal decided and applied, ${PASSKEYS} passkeys of one relying party, ${users}`,
    rows,
    findings: rows.map(({ name, median }) => ({
      what: name,
      value: median,
      unit: 'ms',
      goal: { atMost: GOAL_MS },
    })),
  }
}

class Rounds {
  readonly #engine: SignalEngine
  readonly #users: Users
  readonly #policy: SignalPolicy
  /** Number of the newest signal. Each signal comes from another site, so that no quota ends the rounds. */
  #sent = 0

  constructor({ passkeys }: Vault, users: Users, policy: SignalPolicy) {
    this.#users = users
    this.#policy = policy
    this.#engine = new SignalEngine({
      store: passkeys,
      policies: { of: () => policy },
      report: () => undefined,
      newId: () => this.#entryId(),
      now: () => Date.now(),
    })
  }

  async run(samples: Samples, keeping: Keeping): Promise<void> {
    for (let round = 0; round < ROUNDS[this.#users]; round++)
      for (const [what, ms] of await this.#round(round * 37))
        if (round >= WARM_UP[this.#users]) samples.add(`${what}, ${this.#policy}, ${keeping}`, [ms])
  }

  /** Sends each kind of signal once. Afterwards every passkey is as before, except for its names. */
  async #round(index: number): Promise<readonly (readonly [string, number])[]> {
    const times: [string, number][] = []
    const time = async (what: string, signal: ReceivedSignal) => {
      const start = performance.now()
      await this.#engine.receive(signal)
      times.push([what, performance.now() - start])
    }
    await time('names', this.#details(index))
    await time('unknown', this.#unknown(idOf(index)))
    await this.#engine.undo(this.#entryId())
    await time('not listed', this.#list(index, []))
    const listed = this.#users === 'all of one user' ? allIds() : [idOf(index)]
    if (this.#policy === 'delete') await this.#engine.undo(this.#entryId())
    else await time('listed again', this.#list(index, listed))
    await time('nothing to change', this.#unknown(new Uint8Array(3)))
    return times
  }

  /** Id of the record's entry for the newest signal. */
  #entryId(): string {
    return `${this.#policy} ${this.#sent}`
  }

  #requester() {
    const origin = `https://site-${++this.#sent}.example`
    return { origin, crossOrigin: false, topOrigin: null }
  }

  #details(index: number): ReceivedSignal {
    const requester = this.#requester()
    const displayName = `Ada by ${this.#entryId()}`
    const about = { rpId: RP_ID, userHandle: userHandleOf(index, this.#users) }
    return { kind: 'currentUserDetails', requester, ...about, name: 'ada', displayName }
  }

  #unknown(credentialId: Uint8Array): ReceivedSignal {
    return { kind: 'unknownCredential', requester: this.#requester(), rpId: RP_ID, credentialId }
  }

  #list(index: number, allAcceptedCredentialIds: readonly Uint8Array[]): ReceivedSignal {
    const about = { rpId: RP_ID, userHandle: userHandleOf(index, this.#users) }
    return {
      kind: 'allAcceptedCredentials',
      requester: this.#requester(),
      ...about,
      allAcceptedCredentialIds,
    }
  }
}

function allIds(): Uint8Array[] {
  return Array.from({ length: PASSKEYS }, (_, index) => idOf(index))
}
