/** Cuts the power of a vault's computer at every call, and judges what a start finds after each cut. */
import { join } from 'node:path'
import { inTerminal } from '../../src/shared/placed-text'
import { fileVault } from '../../src/main/vault/file-vault'
import type { Files } from '../../src/main/vault/files'
import type { Processes } from '../../src/main/vault/ports'
import type { Vault } from '../../src/main/vault/vault'
import { writeNewFile } from '../../src/main/vault/whole-file'
import { findWitnessFault } from '../../src/main/vault/witness'
import { describeWitness, type NoteFault } from '../../src/shared/vault-words'
import { systemRandom } from '../../src/main/platform/random'
import { crashStates, type Care, type CrashState } from './crash-states'
import { FakeClock } from './fake-clock'
import { FaultyFiles } from './faulty-files'
import { keptPasskey } from './kept-passkey'
import { MemoryFiles } from './memory-files'
import { MemoryKeychain } from './memory-keychain'
import { PowerCutFiles, type Forgotten } from './power-cut-files'
import { VaultPromises, type Change, type Faults, type Witnesses } from './vault-promises'

const FOLDER = '/vault'

/** What the vault had promised, and what the keychain held, at a moment. */
interface Promised {
  readonly promises: VaultPromises
  readonly items: ReadonlyMap<string, string>
}

/** A computer whose power a test may cut. */
export class UncertainComputer implements Witnesses {
  readonly files: PowerCutFiles<Promised>
  /** Lets calls fail. */
  readonly faulty: FaultyFiles
  readonly #keychain = new MemoryKeychain()
  readonly #promises = new VaultPromises()
  readonly #promised = new Map<string, Promised>()
  #events = 0

  /** @param forgotten calls that have no effect, for a control run. */
  constructor(forgotten: readonly Forgotten[] = [], around: (files: Files) => Files = (it) => it) {
    this.files = new PowerCutFiles(() => this.#note(), forgotten)
    this.faulty = new FaultyFiles(around(this.files))
  }

  /**
   * @param pid of the process. Each start after a cut has a new one.
   * @param rewrittenAtOnce the maximum length of a file that is rewritten while changes wait, in bytes.
   */
  async openVault(pid = 1, rewrittenAtOnce?: number): Promise<Vault> {
    return openedVault(this.faulty, this.#keychain, runningAs(pid), rewrittenAtOnce)
  }

  begun(change: Change): void {
    this.#events++
    this.#promises.begun(change)
  }

  acknowledged(number: number): void {
    this.#events++
    this.#promises.acknowledged(number)
  }

  refused(number: number): void {
    this.#events++
    this.#promises.refused(number)
  }

  states(care: Care): Iterable<CrashState<Promised>> {
    return crashStates(this.files.moments, care)
  }

  /** Returns the same object as long as nothing has changed, so that equal states can be recognized. */
  #note(): Promised {
    const key = `${String(this.#events)} ${[...this.#keychain.items.keys()].join()}`
    const known = this.#promised.get(key)
    if (known) return known
    const note = { promises: this.#promises.copy(), items: new Map(this.#keychain.items) }
    this.#promised.set(key, note)
    return note
  }
}

/** The result of a start after a cut. All is well if it contains only the call that did not happen. */
export interface Verdict extends Partial<Faults> {
  readonly before: string
  /** The message to the user, if it is not the expected one. */
  readonly told?: string
  /** Files that remain although they are not needed. */
  readonly stray?: readonly string[]
}

/** Starts Latchkey on the files that the cut left, checks them, saves one more passkey, starts again, and checks again. */
export async function judge({ files, moment }: CrashState<Promised>): Promise<Verdict> {
  const before = moment.call
  const disk = new MemoryFiles()
  for (const [path, bytes] of files) await writeNewFile(disk, path, bytes)
  const keychain = new MemoryKeychain()
  for (const [account, secret] of moment.note.items) keychain.items.set(account, secret)
  const promises = moment.note.promises.copy()
  const hasVault = files.has(VAULT_FILE)
  const fault = hasVault ? await findWitnessFault(disk, join(FOLDER, 'vault.witness')) : undefined
  const after = await openedVault(disk, keychain, runningAs(8)).catch((error: unknown) => error)
  if (after instanceof Error) return { before, told: after.message }
  const vault = after as Vault
  const told = misleading(vault, fault)
  const found = promises.judge(vault)
  if (told !== undefined || hasFaults(found))
    return { before, ...found, ...(told !== undefined && { told }) }
  const added = keptPasskey()
  await vault.passkeys.add(added, Buffer.from('one more'))
  await vault.close()
  const again = await openedVault(disk, keychain, runningAs(9))
  if (again.state.state !== 'open' || again.state.warning !== null)
    return { before, told: JSON.stringify(again.state) }
  if (!again.passkeys.find(added.credentialId))
    return { before, lost: ['what was kept afterwards'] }
  await again.passkeys.trash(added.credentialId, 'looked at')
  await again.passkeys.deleteForever([added.credentialId])
  const foundAgain = promises.judge(again)
  await again.close()
  const stray = (await disk.list(FOLDER)).filter((name) => /\.tmp|\.creating|\.lock/.test(name))
  return { before, ...(hasFaults(foundAgain) && foundAgain), ...(stray.length > 0 && { stray }) }
}

function hasFaults({ lost, halves, strange }: Faults): boolean {
  return lost.length + halves.length + strange.length > 0
}

/**
 * A start may tell of an end that cannot be read and of a witness that the cut has damaged, and of nothing else: all that was
 * promised is there.
 *
 * @param fault what is wrong with the witness.
 */
function misleading({ state }: Vault, fault: NoteFault | undefined): string | undefined {
  if (state.state !== 'open' || state.readOnly !== null) return JSON.stringify(state)
  const witness = fault && describeWitness(fault, 'replaced')
  if (state.witnessProblem !== witness) return JSON.stringify(state)
  const rest = inTerminal(state.warning ?? '')
    .replace(witness ?? '', '')
    .trim()
  const isQuiet = rest === '' || (witness ? UNWITNESSED_END : TORN_END).test(rest)
  return isQuiet ? undefined : rest
}

const TORN_END =
  /^The end of the vault’s file could not be read \(\d+ bytes?\), .* saved a change\. No change that was saved is known to be missing\. \d+ passkeys? can be read\. A copy of the file as it was found is at \S+$/
const UNWITNESSED_END =
  /^The end of the vault’s file could not be read \(\d+ bytes?\), .* saved a change\. \d+ passkeys? can be read\. A copy of the file as it was found is at \S+$/

async function openedVault(
  files: Files,
  keychain: MemoryKeychain,
  processes: Processes,
  rewrittenAtOnce?: number,
): Promise<Vault> {
  const vault = fileVault({
    folder: FOLDER,
    files,
    keychain,
    processes,
    clock: new FakeClock(),
    random: systemRandom,
    ...(rewrittenAtOnce !== undefined && { rewrittenAtOnce }),
  })
  await vault.open()
  if (vault.state.state !== 'open') throw new Error(JSON.stringify(vault.state))
  return vault
}

/** No other process runs, because the computer was off in between. */
function runningAs(pid: number): Processes {
  return { pid, identify: async (other) => (other === pid ? `start ${String(pid)}` : null) }
}

/** The vault's file, for tests that look at calls. */
export const VAULT_FILE = join(FOLDER, 'vault.pkv')
