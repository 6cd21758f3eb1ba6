import { CommandEnd, EXIT } from '../cli/exit-codes'
import type { PasskeySession } from '../../playwright/client/latchkey'

/**
 * Fails as soon as a conditional `get()` makes an offer that the user of this command does not take. A page may wait until its
 * user does so later; a command has no such user, and would wait for ever.
 *
 * @param choose the user name that the command line names.
 * @throws {CommandEnd} `denied`. Otherwise never settles.
 */
export async function offerWithoutTaker(
  session: PasskeySession,
  choose: string | undefined,
): Promise<never> {
  for await (const event of session.events()) {
    if (event.type !== 'ceremonyWaiting' || event.question !== 'offer') continue
    const names = event.accounts.map(({ userName }) => userName)
    if (choose !== undefined && names.includes(choose)) continue
    throw new CommandEnd(EXIT.denied, `The conditional get() stays pending: ${why(names, choose)}`)
  }
  return new Promise<never>(() => undefined)
}

function why(names: readonly string[], choose: string | undefined): string {
  if (names.length === 0)
    return 'there is no passkey to offer. A page would wait until its user has one.'
  const offered = names.join(', ')
  return choose === undefined
    ? `a passkey is offered, and the user takes none. Say by --choose who signs in: ${offered}.`
    : `no passkey of ${choose} is offered. Name by --choose one of: ${offered}.`
}
