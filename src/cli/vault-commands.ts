/** `latchkey vault …` */
import { bestBackup, describeBest, describeSealed, opensHere } from '../shared/backup-advice'
import { inTerminal } from '../shared/placed-text'
import type { CommandApi } from '../shared/command-api'
import { isDamaged, isRepairable, needsBackup, type VaultReport } from '../shared/vault-report'
import { allowFlags, type CommandArguments } from './arguments'
import { CommandEnd, EXIT, usage, type ExitCode } from './exit-codes'
import { plain } from './plain-text'
import type { CliHost } from './ports'
import { table } from './table'
import {
  CONDITIONS,
  describeFile,
  describeUndo,
  describeVault,
  problemsOf,
  timeText,
} from './vault-words'
import { subcommand } from './subcommand'
import { count, describeKept } from '../shared/vault-words'

interface Call {
  readonly typed: CommandArguments
  /** The words after the command. */
  readonly words: readonly string[]
  readonly api: CommandApi
  readonly host: CliHost
  readonly report: VaultReport
}

const COMMANDS: Readonly<Record<string, (call: Call) => Promise<ExitCode>>> = {
  check,
  repair,
  restore,
  undo,
  accept,
  backups,
}

/** @throws {CommandEnd} */
export async function vaultCommand(typed: CommandArguments, host: CliHost): Promise<ExitCode> {
  const [, name, ...words] = typed.words
  const command = subcommand('vault', name, COMMANDS)
  if (name === 'check' || name === 'backups') allowFlags(typed)
  else allowFlags(typed, 'yes')
  if (words.length !== (name === 'restore' ? 1 : 0))
    usage(
      name === 'restore'
        ? 'Name one backup of “vault backups”.'
        : `“vault ${name}” takes no more words.`,
    )
  const opened = await host.openFiles()
  try {
    const report = await opened.api.checkVault()
    return await command({ typed, words, api: opened.api, host, report })
  } finally {
    await opened.close()
  }
}

async function check({ typed, host, report }: Call): Promise<ExitCode> {
  if (typed.flags.has('json')) await host.out(json(report))
  else await host.out(`${lines(report).join('\n')}\n`)
  return exitOf(report)
}

function lines(report: VaultReport): readonly string[] {
  const { folder, file, backups, undo: done } = report
  const way =
    file && isRepairable(file)
      ? [
          file.condition === 'header'
            ? 'Latchkey repairs the beginning when it next opens the vault. To repair it now: latchkey vault repair'
            : 'To go on with what can be read: latchkey vault repair',
        ]
      : []
  const accepting = file?.otherVault
    ? ['To go on with the other vault instead: latchkey vault accept']
    : []
  return [
    `vault    ${plain(folder)}`,
    `file     ${describeVault(report)}`,
    `backups  ${count(backups.length, 'backup or copy', 'backups and copies')}: latchkey vault backups`,
    ...problemsOf(report),
    ...(done ? [describeUndo(done), 'To undo that: latchkey vault undo'] : keptFile(report)),
    ...way,
    ...restoring(report),
    ...accepting,
  ]
}

function restoring({ file, backups }: VaultReport): readonly string[] {
  if (!needsBackup(file) || (file === null && backups.length === 0)) return []
  const said = plain(inTerminal(describeBest(file, backups)))
  const best = bestBackup(file, backups)
  return best && opensHere(best)
    ? ['To put a backup in its place: latchkey vault restore BACKUP', said]
    : [said]
}

/** What an earlier repair or restore replaced, and “vault undo” does not put back. */
function keptFile({ kept }: VaultReport): readonly string[] {
  if (kept === null) return []
  const name = plain(kept)
  return [`${describeKept(name)} To put it back: latchkey vault restore ${name}`]
}

function exitOf({ file, backups, writeProblem }: VaultReport): ExitCode {
  if (!file) return backups.length > 0 ? EXIT.damaged : EXIT.notFound
  if (file.condition === 'sealed' && !file.otherVault) return EXIT.locked
  return isDamaged(file) || writeProblem !== null ? EXIT.damaged : EXIT.ok
}

async function backups({ typed, host, report }: Call): Promise<ExitCode> {
  if (typed.flags.has('json')) await host.out(json(report.backups))
  else if (report.backups.length === 0) await host.err('There is no backup yet.\n')
  else
    await host.out(
      table(
        ['WRITTEN', 'PASSKEYS', 'STATE', 'BACKUP'],
        report.backups.map(({ at, passkeys, condition, name }) => [
          timeText(at),
          passkeys === null ? '' : String(passkeys),
          CONDITIONS[condition],
          name,
        ]),
        host.columns,
      ),
    )
  return EXIT.ok
}

async function repair(call: Call): Promise<ExitCode> {
  const { report, api } = call
  const { file } = report
  if (!file) throw new CommandEnd(EXIT.notFound, `There is no vault in ${plain(report.folder)}.`)
  const found = describeVault(report)
  if (file.condition === 'sealed') throw new CommandEnd(EXIT.locked, found)
  if (file.condition === 'unreadable')
    throw new CommandEnd(
      EXIT.damaged,
      [found, 'Nothing of it can be saved.', ...restoring(report)].join(' '),
    )
  if (!isRepairable(file)) return done(call, `${found} There is nothing to repair.`, false)
  return change(call, `${found} Latchkey goes on with these passkeys.`, () => api.repairVault())
}

async function restore(call: Call): Promise<ExitCode> {
  const { report, api, words } = call
  const [name = ''] = words
  const backup = report.backups.find((one) => one.name === name)
  if (!backup)
    throw new CommandEnd(
      EXIT.notFound,
      `There is no backup ${plain(name)}. “latchkey vault backups” lists them.`,
    )
  if (backup.condition === 'unreadable') throw new CommandEnd(EXIT.damaged, describeFile(backup))
  const holds =
    backup.condition === 'sealed'
      ? plain(describeSealed(report.file && { ...report.file, problem: null }, backup))
      : describeFile(backup)
  const plan = `${plain(name)}, written ${timeText(backup.at)}: ${holds} It takes the place of the vault. ${stands(report)}`
  return change(call, plan, () => api.restoreVault(name), report.file ? REPLACED : PUT_IN_PLACE)
}

async function undo(call: Call): Promise<ExitCode> {
  const { report, api } = call
  if (!report.undo) {
    const why = plain(report.undoProblem ?? '')
    const known = ['There is nothing to undo.', why, ...keptFile(report)].filter(Boolean)
    throw new CommandEnd(EXIT.notFound, known.join(' '))
  }
  const plan = `${describeUndo(report.undo)} It gets its place back. What was saved since then is no longer in the vault.`
  return change(call, plan, () => api.undoVault(), report.file ? UNDONE : PUT_BACK)
}

async function accept(call: Call): Promise<ExitCode> {
  const { report, api } = call
  const { file, folder } = report
  if (!file) throw new CommandEnd(EXIT.notFound, `There is no vault in ${plain(folder)}.`)
  if (!file.otherVault)
    return done(call, 'The vault’s file does not belong to another vault.', false)
  const plan = `${describeVault(report)} Latchkey uses this vault from now on. No file is changed.`
  return change(call, plan, () => api.acceptVault(), ACCEPTED)
}

function stands(report: VaultReport): string {
  const { file } = report
  if (!file) return 'There is no file of the vault.'
  const what =
    file.condition === 'sealed' ? 'The file cannot be opened here.' : describeVault(report)
  return `The vault as it is: ${what}`
}

/** What happens to the file in the vault's place. */
interface Outcome {
  readonly before: string
  /** @param replaced the name of the file that was there; undefined where there was none, or its name is not new. */
  readonly after: (replaced: string | undefined) => string
}

const REPLACED: Outcome = {
  before: 'The file that is there now is kept beside it, and “latchkey vault undo” puts it back.',
  after: () => 'Done. The file that was there is kept. To undo this: latchkey vault undo',
}

const PUT_IN_PLACE: Outcome = {
  before: '“latchkey vault undo” takes it away again.',
  after: () => 'Done. To undo this: latchkey vault undo',
}

const UNDONE: Outcome = {
  before: 'The file that is there now is kept beside it, and can be restored.',
  after: (replaced) =>
    replaced === undefined
      ? 'Done. The file that was there is kept: latchkey vault backups'
      : `Done. The file that was there is kept. To undo this: latchkey vault restore ${plain(replaced)}`,
}

const PUT_BACK: Outcome = { before: '', after: () => 'Done.' }

const ACCEPTED: Outcome = {
  before: 'The backups of the vault that was here before stay.',
  after: () => 'Done. To go back to the vault that was here before: latchkey vault restore BACKUP',
}

/** Shows what a command would do, and does it if the command line has `--yes`. */
async function change(
  call: Call,
  plan: string,
  work: () => Promise<void>,
  { before, after } = REPLACED,
): Promise<ExitCode> {
  const { typed, host, api, report } = call
  if (!typed.flags.has('yes'))
    throw new CommandEnd(
      EXIT.denied,
      [plan, before, 'Nothing has changed yet. To do this, add --yes.'].filter(Boolean).join(' '),
    )
  await host.err(`${plan}\n`)
  await work()
  const known = new Set(report.backups.map(({ name }) => name))
  const { backups: now } = await api.checkVault()
  const replaced = now.find(({ name }) => /\.(kept|undone)-/.test(name) && !known.has(name))
  return done(call, after(replaced?.name), true)
}

async function done({ typed, host, api }: Call, text: string, changed: boolean): Promise<ExitCode> {
  if (typed.flags.has('json')) await host.out(json({ changed, report: await api.checkVault() }))
  else await host.err(`${text}\n`)
  return EXIT.ok
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
