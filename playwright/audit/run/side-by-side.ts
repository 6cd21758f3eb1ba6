/** Checks whether a relying party can handle several users at the same time. */
import type { PasskeySession } from '../../client/passkey-session.js'
import { judged, type Act, type TrialWorld } from './act.js'

/**
 * Registers and signs in two users at the same time. Both registrations are requested before either is answered, so a relying
 * party that keeps one challenge for all users refuses one of them.
 *
 * @returns whether everything was accepted.
 * @throws {unknown} the reason of the world's `signal`.
 */
export async function bearsTwoUsers(world: TrialWorld): Promise<boolean> {
  try {
    return await world.sessions.useNew((one) =>
      world.sessions.useNew((two) =>
        register([one, two].map((session) => ({ ...world, session, account: world.newAccount() }))),
      ),
    )
  } catch {
    world.signal.throwIfAborted()
    return false
  }
}

async function register(acts: readonly Act[]): Promise<boolean> {
  for (const { session } of acts) await holdRegistration(session)
  const registrations = acts.map((act) => judged('create', act))
  const asked = acts.map(({ session, timeoutMs }) =>
    session.waitFor('ceremonyWaiting', { timeout: timeoutMs }),
  )
  // Continues even if a registration ends without a question.
  await Promise.race([Promise.all(asked), Promise.any(registrations)]).catch(() => undefined)
  for (const { session } of acts) await session.setClock({ stopped: false, advance: HELD_MS })
  if (!areAccepted(await Promise.all(registrations))) return false
  return areAccepted(await Promise.all(acts.map((act) => judged('get', act))))
}

const HELD_MS = 1

/** Makes the user answer the next registration only when the session's clock moves forward. */
async function holdRegistration(session: PasskeySession): Promise<void> {
  await session.setClock({ stopped: true })
  await session.approve({ ceremony: 'create', delay: HELD_MS })
}

function areAccepted(judgements: readonly { readonly outcome: string }[]): boolean {
  return judgements.every(({ outcome }) => outcome === 'accepted')
}
