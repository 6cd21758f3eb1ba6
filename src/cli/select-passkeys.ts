import type { CommandApi } from '../shared/command-api'
import type { PasskeySummary } from '../shared/passkey'
import type { CommandArguments } from './arguments'
import { CommandEnd, EXIT, usage } from './exit-codes'
import { plain } from './plain-text'

/** The maximum number of passkeys in a message. */
const NAMED = 20

/** All passkeys, oldest first. Reads them in parts, so that the app can answer pages while it lists a large vault. */
export async function allPasskeys(
  api: Pick<CommandApi, 'listPasskeys'>,
): Promise<readonly PasskeySummary[]> {
  const all: PasskeySummary[] = []
  let from: number | null = 0
  while (from !== null) {
    const part: Awaited<ReturnType<CommandApi['listPasskeys']>> = await api.listPasskeys(from)
    all.push(...part.passkeys)
    from = part.next
  }
  return all
}

/** The passkeys that the flags `--rp` and `--user` select. */
export function filtered(
  all: readonly PasskeySummary[],
  { flags }: CommandArguments,
): readonly PasskeySummary[] {
  const [rp, user] = [flags.get('rp'), flags.get('user')]
  return all.filter(
    ({ rpId, userName }) =>
      (rp === undefined || rpId === rp) && (user === undefined || userName === user),
  )
}

/**
 * The passkeys that the words and flags of a command select.
 *
 * @param ids credential ids, or unique beginnings of ids.
 * @throws {CommandEnd} `usage` when the command selects no passkey, `notFound` when no passkey matches.
 */
export function selected(
  all: readonly PasskeySummary[],
  ids: readonly string[],
  typed: CommandArguments,
): readonly PasskeySummary[] {
  const byFlag = typed.flags.has('rp') || typed.flags.has('user')
  if (ids.length === 0 && !byFlag) usage('Which passkey? Give its id, --rp or --user.')
  const among = filtered(all, typed)
  const found = ids.length === 0 ? among : ids.map((id) => byId(among, id))
  if (found.length === 0) throw new CommandEnd(EXIT.notFound, 'There is no such passkey.')
  return [...new Set(found)]
}

/** @throws {CommandEnd} unless exactly one passkey is selected. */
export function theOne(
  all: readonly PasskeySummary[],
  ids: readonly string[],
  typed: CommandArguments,
): PasskeySummary {
  const [one, ...others] = selected(all, ids, typed)
  if (one && others.length === 0) return one
  throw new CommandEnd(EXIT.usage, oneOf([...(one ? [one] : []), ...others]))
}

function byId(all: readonly PasskeySummary[], id: string): PasskeySummary {
  if (id === '') usage('A passkey is empty. Give its id, or the beginning of its id.')
  const exact = all.find((passkey) => passkey.id === id)
  if (exact) return exact
  const [one, ...others] = all.filter((passkey) => passkey.id.startsWith(id))
  if (!one) throw new CommandEnd(EXIT.notFound, `There is no passkey ${plain(id)}.`)
  if (others.length > 0) throw new CommandEnd(EXIT.usage, oneOf([one, ...others]))
  return one
}

/** The message that a command takes only one passkey. */
function oneOf(found: readonly PasskeySummary[]): string {
  return `${several(found)}\nGive the id of one, or more of its beginning.`
}

/** The message that lists the selected passkeys. */
export function several(found: readonly PasskeySummary[]): string {
  const lines = found
    .slice(0, NAMED)
    .map(({ id, rpId, userName }) => `  ${id}  ${rpId}  ${plain(userName)}`)
  if (found.length > NAMED) lines.push(`  and ${found.length - NAMED} more`)
  return `${found.length} passkeys fit:\n${lines.join('\n')}`
}
