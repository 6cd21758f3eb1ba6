/** `latchkey passkeys …` */
import * as v from 'valibot'
import { credentialFormats, type CommandApi, type CredentialFormat } from '../shared/command-api'
import { parseJsonText } from '../shared/parse-json-text'
import type { PasskeySummary } from '../shared/passkey'
import { noticeText, vaultNotice, type VaultNotice } from '../shared/vault-notice'
import { allowFlags, type CommandArguments } from './arguments'
import { CommandEnd, EXIT, usage, type ExitCode } from './exit-codes'
import { plain } from './plain-text'
import type { CliHost } from './ports'
import { allPasskeys, filtered, selected, several, theOne } from './select-passkeys'
import { table } from './table'
import { subcommand } from './subcommand'

interface CommandCall {
  readonly typed: CommandArguments
  /** The words after the command. */
  readonly ids: readonly string[]
  readonly api: CommandApi
  readonly host: CliHost
  readonly isAlone: boolean
  /** What is wrong with the vault; undefined: it is well. */
  readonly notice: VaultNotice | undefined
}

type Command = (call: CommandCall) => Promise<void>

const COMMANDS: Readonly<Record<string, Command>> = {
  list,
  show,
  rename,
  rm,
  export: exportThem,
  import: importThem,
}

/** Commands that only read. Their result may be incomplete. */
const READING: readonly Command[] = [list, show, exportThem]

/** @throws {CommandEnd} */
export async function passkeyCommand(typed: CommandArguments, host: CliHost): Promise<ExitCode> {
  const [, name, ...ids] = typed.words
  const command = subcommand('passkeys', name, COMMANDS)
  const opened = await host.open()
  try {
    const { api } = opened
    const notice = vaultNotice(await api.getVaultState())
    if (notice) await host.err(`latchkey: ${plain(noticeText(notice))}\n`)
    const isAlone = opened.isAlone === true
    await command({ typed, ids, api, host, notice, isAlone })
    return READING.includes(command) ? exitOf(notice) : EXIT.ok
  } finally {
    await opened.close()
  }
}

async function list({ typed, ids, api, host, notice }: CommandCall): Promise<void> {
  allowFlags(typed, 'rp', 'user')
  if (ids.length > 0) usage('“passkeys list” takes no ids; “passkeys show” does.')
  const passkeys = filtered(await allPasskeys(api), typed)
  if (typed.flags.has('json')) await host.out(json(answer(passkeys, notice)))
  else if (passkeys.length === 0) await host.err('No passkeys found.\n')
  else
    await host.out(
      table(
        ['RELYING PARTY', 'USER NAME', 'DISPLAY NAME', 'STATE', 'ID'],
        passkeys.map(({ rpId, userName, userDisplayName, ...one }) => [
          rpId,
          userName,
          userDisplayName,
          stateOf(one),
          one.id,
        ]),
        host.columns,
      ),
    )
}

async function show({ typed, ids, api, host, notice }: CommandCall): Promise<void> {
  allowFlags(typed, 'rp', 'user')
  const passkey = theOne(await allPasskeys(api), ids, typed)
  if (typed.flags.has('json')) await host.out(json(answer(passkey, notice)))
  else await host.out(facts(passkey))
}

async function rename({ typed, ids, api, host, notice }: CommandCall): Promise<void> {
  allowFlags(typed, 'rp', 'user', 'user-name', 'display-name')
  const { flags } = typed
  if (!flags.has('user-name') && !flags.has('display-name'))
    usage('Give --user-name, --display-name or both.')
  const { id } = theOne(await allPasskeys(api), ids, typed)
  const [userName, userDisplayName] = [flags.get('user-name'), flags.get('display-name')]
  await api.renamePasskey(id, {
    ...(userName !== undefined && { userName }),
    ...(userDisplayName !== undefined && { userDisplayName }),
  })
  await done({ typed, host, notice }, [id], `Renamed ${id}. Its names are marked as edited by you.`)
}

async function rm({ typed, ids, api, host, notice, isAlone }: CommandCall): Promise<void> {
  allowFlags(typed, 'rp', 'user', 'yes', 'all')
  const meant = selected(await allPasskeys(api), ids, typed)
  // A flag that selects a whole site needs --all, because it may select more than the user expects.
  if (ids.length === 0 && meant.length > 1 && !typed.flags.has('all'))
    throw new CommandEnd(EXIT.usage, `${several(meant)}\nTo delete all of them, give --all.`)
  const found = meant.map(({ id }) => id)
  const yes = typed.flags.has('yes')
  if (!yes && !isAlone) await host.err('Confirm the command in Latchkey’s window …\n')
  await api.deletePasskeys(found, yes)
  const text = `Moved ${count(found)} to the trash. For thirty days you can restore them in the window.`
  await done({ typed, host, notice }, found, text)
}

async function exportThem({ typed, ids, api, host, notice, isAlone }: CommandCall): Promise<void> {
  allowFlags(typed, 'rp', 'user', 'yes', 'format', 'output')
  const output = typed.flags.get('output')
  if (output === undefined)
    usage(
      'Where should the passkeys go? Give --output FILE, or --output - for the standard output.',
    )
  const format = formatOf(typed)
  // Checks this before the user is asked, so that a confirmed export does not fail.
  if (output !== '-') host.requireNewFile(output)
  const all = await allPasskeys(api)
  const any = ids.length > 0 || typed.flags.has('rp') || typed.flags.has('user')
  const found = any ? selected(all, ids, typed) : all
  if (found.length === 0) throw new CommandEnd(EXIT.notFound, 'No passkeys found.')
  const yes = typed.flags.has('yes')
  if (!yes && !isAlone) await host.err('Confirm the command in Latchkey’s window …\n')
  const credentials = await api.exportCredentials(
    found.map(({ id }) => id),
    format,
    yes,
  )
  if (output === '-') {
    await host.out(json(credentials))
    return
  }
  await host.writeSecret(output, json(credentials))
  const text = `Wrote ${count(found)} with their private keys to ${plain(output)}. Anyone who reads the file can sign in with them.`
  await done(
    { typed, host, notice },
    found.map(({ id }) => id),
    text,
  )
}

async function importThem({ typed, ids, api, host, notice }: CommandCall): Promise<void> {
  allowFlags(typed, 'format')
  const [file, ...more] = ids
  if (file === undefined || more.length > 0) usage('Give one file, or - for the standard input.')
  const format = formatOf(typed)
  const credentials = v.safeParse(v.array(v.unknown()), parsed(await host.read(file)))
  if (!credentials.success)
    throw new CommandEnd(EXIT.failed, `${plain(file)} is not JSON with a list of credentials.`)
  const made = await api.importCredentials(format, credentials.output)
  await done({ typed, host, notice }, made, `Imported ${count(made)}.`)
}

/** A result as JSON: unchanged, or with fields for the problem of the vault. */
function answer(result: unknown, notice: VaultNotice | undefined): unknown {
  return notice ? { warning: noticeText(notice), code: exitOf(notice), result } : result
}

/** An unfinished end and a repaired header mean no loss. */
function exitOf(notice: VaultNotice | undefined): ExitCode {
  return notice?.isBad === true ? EXIT.damaged : EXIT.ok
}

async function done(
  { typed, host, notice }: Pick<CommandCall, 'typed' | 'host' | 'notice'>,
  ids: readonly string[],
  text: string,
) {
  const warning = notice && { warning: noticeText(notice) }
  if (typed.flags.has('json')) await host.out(json({ passkeys: ids, ...warning }))
  else await host.err(`${text}\n`)
}

function formatOf({ flags }: CommandArguments): CredentialFormat {
  const wanted = flags.get('format') ?? 'webdriver'
  const format = credentialFormats.find((one) => one === wanted)
  return format ?? usage(`--format must be one of ${credentialFormats.join(', ')}.`)
}

function stateOf({
  hidden,
  discoverable,
  edited,
}: Pick<PasskeySummary, 'hidden' | 'discoverable' | 'edited'>): string {
  const isEdited = edited.userName !== null || edited.userDisplayName !== null
  return [hidden && 'hidden', !discoverable && 'not discoverable', isEdited && 'edited']
    .filter(Boolean)
    .join(', ')
}

function facts(passkey: PasskeySummary): string {
  const time = (at: number | null) => (at === null ? 'never' : new Date(at).toISOString())
  const rows: [string, string][] = [
    ['id', passkey.id],
    ['relying party', passkey.rpId],
    ['its name', passkey.rpName],
    ['user name', passkey.userName],
    ['display name', passkey.userDisplayName],
    ['user handle', passkey.userHandle],
    ['algorithm', String(passkey.algorithm)],
    ['discoverable', passkey.discoverable ? 'yes' : 'no'],
    ['counter', passkey.signCount === null ? 'none' : String(passkey.signCount)],
    ['backed up', passkey.backedUp ? 'yes' : 'no'],
    ['made for', passkey.origin],
    ['made as', passkey.profile?.title ?? ''],
    ['user verification', passkey.verificationClaimed ? 'claimed, no user was verified' : ''],
    ['made', time(passkey.createdAt)],
    ['last used', time(passkey.lastUsedAt)],
    ['hidden', passkey.hidden ? `${time(passkey.hidden.at)}: ${passkey.hidden.because}` : 'no'],
    ['site’s user name', passkey.edited.userName ?? ''],
    ['site’s display name', passkey.edited.userDisplayName ?? ''],
  ]
  return rows
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name.padEnd(20)} ${plain(value)}\n`)
    .join('')
}

function count({ length }: readonly unknown[]): string {
  return length === 1 ? 'one passkey' : `${length} passkeys`
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

function parsed(text: string): unknown {
  try {
    return parseJsonText(text)
  } catch {
    return undefined
  }
}
