/** Opens a damaged vault in every way that a user has, and judges which passkeys were read and which messages were shown. */
import { runCli } from '../../src/cli/run-cli'
import { commandCalls } from '../../src/main/commands/command-calls'
import { checkVault } from '../../src/main/doctor/vault'
import type { Vault } from '../../src/main/vault/vault'
import type { VaultState } from '../../src/shared/app-state'
import { noticeText, vaultNotice } from '../../src/shared/vault-notice'
import type { VaultFileReport, VaultReport } from '../../src/shared/vault-report'
import { systemRandom } from '../../src/main/platform/random'
import { DamageFolder, isSame, type DamageSubject, type Kept } from './damage-subject'
import type { DamagedState } from './damage-states'

/** The result of opening a damaged vault: what was read, and what is left in the folder. */
export interface Outcome {
  /** The passkeys that were read, with their private keys. */
  readonly passkeys: readonly Kept[]
  readonly state: VaultState
  /** The report of `latchkey vault check` before the opening. */
  readonly report: VaultReport
  readonly exitCode: number
  /** The fault that `latchkey doctor` found in the file before the opening; undefined: none. */
  readonly doctor: 'note' | 'wrong' | undefined
  /** Whether the check left every file as it was. */
  readonly checkChangedNothing: boolean
  /** Whether the damaged bytes are still in the folder. */
  readonly keepsOriginal: boolean
}

export type Reader = (subject: DamageSubject, damaged: DamagedState) => Promise<Outcome>

/** Latchkey itself: the command line without the app first, then the app. */
export const latchkey: Reader = (subject, damaged) => readBy(new DamageFolder(), subject, damaged)

/** @param folder is empty. */
export async function readBy(
  folder: DamageFolder,
  subject: DamageSubject,
  { file, withoutWitness = false }: DamagedState,
): Promise<Outcome> {
  for (const [account, secret] of subject.items) folder.keychain.items.set(account, secret)
  await folder.put(file, withoutWitness ? undefined : subject.witness)
  const { code, report } = await checked(folder.vault())
  const doctor = await doctorOf(folder)
  const unchanged = Buffer.compare(await folder.read(), file) === 0
  const vault = folder.vault()
  await vault.open()
  const passkeys = vault.state.state === 'open' ? comingOut(vault) : []
  const { state } = vault
  await vault.close()
  return {
    passkeys,
    state,
    report,
    exitCode: code,
    doctor,
    checkChangedNothing: unchanged,
    keepsOriginal: await folder.holds(file),
  }
}

async function checked(vault: Vault): Promise<{ code: number; report: VaultReport }> {
  let out = ''
  const refuse = () => Promise.reject(new Error('not for this test'))
  const parts = {
    vault,
    bridge: { state: { enabled: false, port: null, addresses: [], problem: null } },
    random: systemRandom,
    now: () => 0,
    mayUseYes: () => false,
    confirm: refuse,
    note: () => undefined,
    record: () => undefined,
  }
  const api = commandCalls(parts, new AbortController().signal)
  const open = async () => ({ api, close: () => vault.close() })
  const code = await runCli(['vault', 'check', '--json'], {
    version: '1.2.3',
    out: async (text) => void (out += text),
    err: async () => undefined,
    columns: undefined,
    open,
    openFiles: open,
    read: refuse,
    requireNewFile: () => undefined,
    writeSecret: refuse,
    doctor: refuse,
  })
  return { code, report: JSON.parse(out) as VaultReport }
}

async function doctorOf(folder: DamageFolder): Promise<Outcome['doctor']> {
  const vault = folder.vault()
  const findings = await checkVault({
    folder: '/vault',
    names: () => ['vault.pkv'],
    modeOf: () => 0o600,
    running: async () => undefined,
    check: () => vault.rescue.check('best'),
    notes: () => Promise.reject(new Error('no app runs')),
    missing: async () => undefined,
    freeBytes: () => Infinity,
    fileSystem: () => 0xef53,
    syncsNames: async () => true,
  })
  await vault.close()
  const state = findings[1]?.state
  return state === 'well' ? undefined : state
}

function comingOut({ passkeys }: Vault): Kept[] {
  return passkeys.list().map((passkey) => ({
    passkey,
    privateKey: new TextDecoder().decode(passkeys.privateKey(passkey.credentialId)),
  }))
}

/** The truth about a damaged file, derived from its bytes. */
interface Truth {
  /** The passkeys of untouched frames, if the file can be read at all. */
  readonly readable: readonly Kept[]
  /** How many entries are missing, as far as the folder's files reveal it. */
  readonly missing: number
  /** `open`: at least one entry can be read. */
  readonly is: 'open' | 'older' | 'unreadable' | 'of another vault'
}

function truthOf(subject: DamageSubject, damaged: DamagedState): Truth {
  const { bytes, headerLength, earlier, foreign, frames } = subject
  const { file, withoutWitness = false } = damaged
  const startsAs = (one: Buffer) =>
    one.length > 0 && one.subarray(0, headerLength).equals(file.subarray(0, headerLength))
  if (startsAs(foreign)) return { readable: [], missing: 0, is: 'of another vault' }
  if (file.equals(earlier)) {
    const readable = frames.flatMap(({ kept }) => kept ?? []).slice(0, (frames.length - 1) >> 1)
    return { readable, missing: 0, is: 'older' }
  }
  const intact = frames.map(({ start, end }) => {
    const frame = bytes.subarray(start, end)
    return frame.equals(file.subarray(start, end)) || file.includes(frame)
  })
  const canOpen = startsAs(bytes) || (!withoutWitness && !startsAs(earlier))
  if (!canOpen || !intact.includes(true)) return { readable: [], missing: 0, is: 'unreadable' }
  const readable = frames.flatMap(({ kept }, sequence) => (intact[sequence] ? (kept ?? []) : []))
  const atOnce = intact[0] ? (frames.length - 1) >> 1 : 0
  const known = withoutWitness ? Math.max(intact.lastIndexOf(true), atOnce) : frames.length - 1
  const missing = intact.filter((isThere, at) => !isThere && at > 0 && at <= known).length
  return { readable, missing, is: 'open' }
}

/** The faults of an outcome; empty if all is well. */
function faultsOf(truth: Truth, outcome: Outcome): readonly string[] {
  const { passkeys, state } = outcome
  const same = truth.readable.filter((kept) => passkeys.some((found) => isSame(kept, found)))
  const told = state.state === 'open' ? (state.damage?.lost ?? 0) : 0
  const is = truth.is === 'older' ? 'older' : state.state === 'open' ? 'open' : truth.is
  return [
    same.length < passkeys.length && 'a wrong passkey or key came out',
    same.length < truth.readable.length && 'an untouched passkey was not saved',
    truth.is === 'of another vault' && !isOfOtherVault(outcome) && 'another vault is not told',
    is !== truth.is && `the vault is ${state.state}, and should be ${truth.is}`,
    told > truth.missing && `${String(told)} entries told, ${String(truth.missing)} missing`,
    told < truth.missing && `only ${String(told)} of ${String(truth.missing)} entries told`,
    !outcome.keepsOriginal && 'the original bytes are gone',
    !outcome.checkChangedNothing && 'the check changed the file',
    ...disagreements(outcome),
  ].filter((fault) => fault !== false)
}

/** Whether the window and the check say that the file belongs to another vault. */
function isOfOtherVault({ state, report }: Outcome): boolean {
  return (
    state.state === 'locked' && state.reason === 'other-vault' && report.file?.otherVault === true
  )
}

/** The contradictions between the command line, its exit code and the window. */
function disagreements(outcome: Outcome): readonly (string | false)[] {
  const { passkeys, state, report, exitCode, doctor } = outcome
  const { file } = report
  if (!file) return ['the check found no file']
  if (state.state !== 'open')
    return [
      exitCode !== (file.condition === 'sealed' && !file.otherVault ? 4 : 5) &&
        `exit code ${String(exitCode)}`,
      state.state !== 'locked' && `the vault is ${state.state}`,
      !file.otherVault &&
        !['sealed', 'unreadable'].includes(file.condition) &&
        `${file.condition}, but locked`,
      doctor !== 'wrong' && `${String(doctor)} in the doctor`,
    ]
  const said = vaultNotice(state)
  const text = said ? noticeText(said) : ''
  const isBad = !['whole', 'torn', 'header'].includes(file.condition)
  return [
    exitCode !== (isBad ? 5 : 0) && `exit code ${String(exitCode)} for ${file.condition}`,
    doctor !== doctorFor(file) && `${String(doctor)} in the doctor for ${file.condition}`,
    file.passkeys !== passkeys.length && `${String(file.passkeys)} passkeys in the check`,
    file.lost !== (state.damage?.lost ?? 0) && `${String(file.lost)} lost in the check`,
    conditionOf(state.damage?.is, file) !== file.condition &&
      `${file.condition} in the check, ${state.damage?.is ?? 'no damage'} in the window`,
    (text === '') !== (file.condition === 'whole') && `the window says: ${text}`,
    file.lost > 0 && !text.includes(String(file.lost)) && `the window says: ${text}`,
  ]
}

function doctorFor({ condition }: VaultFileReport): Outcome['doctor'] {
  if (condition === 'whole') return undefined
  return condition === 'torn' || condition === 'header' ? 'note' : 'wrong'
}

/**
 * What the check must report for the damage that the window shows. The window shows no damage if the second copy replaced
 * the header, or if an unfinished end was set aside: in these cases nothing is lost, and a warning says so.
 */
function conditionOf(damage: string | undefined, { condition, problem }: VaultFileReport): string {
  if (damage !== undefined) return damage
  if (condition === 'torn') return 'torn'
  return problem !== null ? 'header' : 'whole'
}

/** One row of the table in docs/vault-harnesses.md. */
export interface Row {
  states: number
  /** Passkeys in untouched frames, and how many of them were read. */
  untouched: number
  saved: number
  /** Missing entries, and how many of them were reported. */
  missing: number
  told: number
}

/** The judgement of many states. */
export interface Judgement {
  readonly rows: ReadonlyMap<string, Row>
  /** The first faults. */
  readonly faults: readonly string[]
}

/** @param every tries only one of this many states of each kind. */
export async function judgeAll(
  subject: DamageSubject,
  states: Iterable<DamagedState>,
  {
    every,
    reader = latchkey,
  }: { readonly every: (kind: string) => number; readonly reader?: Reader },
): Promise<Judgement> {
  const rows = new Map<string, Row>()
  const faults: string[] = []
  const seen = new Map<string, number>()
  for (const damaged of states) {
    const { kind, what } = damaged
    const number = seen.get(kind) ?? 0
    seen.set(kind, number + 1)
    if (number % every(kind) !== 0) continue
    const truth = truthOf(subject, damaged)
    const outcome = await reader(subject, damaged).catch((error: unknown) => String(error))
    if (typeof outcome !== 'string') count(rows, kind, truth, outcome)
    const found = typeof outcome === 'string' ? [outcome] : faultsOf(truth, outcome)
    if (found.length > 0 && faults.length < 300)
      faults.push(`${kind}, ${what}: ${found.join('; ')}`)
  }
  return { rows, faults }
}

function count(rows: Map<string, Row>, kind: string, truth: Truth, outcome: Outcome): void {
  const row = rows.get(kind) ?? { states: 0, untouched: 0, saved: 0, missing: 0, told: 0 }
  rows.set(kind, row)
  row.states++
  row.untouched += truth.readable.length
  row.saved += outcome.passkeys.length
  row.missing += truth.missing
  row.told += outcome.state.state === 'open' ? (outcome.state.damage?.lost ?? 0) : 0
}

/** The rows in the form of docs/vault-harnesses.md. */
export function tableOf({ rows }: Judgement): string {
  const lines = [...rows].map(([kind, { states, untouched, saved, missing, told }]) =>
    [
      kind,
      states,
      `${String(saved)} of ${String(untouched)}`,
      `${String(told)} of ${String(missing)}`,
    ]
      .map((cell) => ` ${String(cell)} `)
      .join('|'),
  )
  return lines.map((line) => `|${line}|`).join('\n')
}
