/** The measured tasks on a vault with many passkeys. Each task runs in a separate process. */
import { randomBytes } from 'node:crypto'
import { statSync } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { SignalEngine } from '../../src/main/signals/engine'
import type { Vault } from '../../src/main/vault/vault'
import { newPasskey, newPrivateKey, RP_ID, vaultIn, type BigVault } from './big-vault'
import { LoopWatch } from './loop-watch'
import { PeerDatabases, PEERS } from './peers'

/** Times by what they measure, in milliseconds; `MB` in the name: megabytes. */
export type Figures = Readonly<Record<string, readonly number[]>>

export type Task = (vault: BigVault) => Promise<Figures>

/** The size of a frame with one passkey, in bytes. */
const FRAME_BYTES = 714
const PUTS = 400
const WARM_UP = 50
const SIGNALS = 5
/** A rewrite that takes longer is abandoned. */
const LONGEST_MS = 60_000

/** Opens the vault once. */
export async function opening(big: BigVault): Promise<Figures> {
  global.gc?.()
  const before = process.memoryUsage().rss
  const watch = new LoopWatch()
  const start = performance.now()
  const vault = vaultIn(big)
  await vault.open()
  const ms = performance.now() - start
  const block = await watch.stop()
  const grown = (process.memoryUsage().rss - before) / 2 ** 20
  requireOpen(vault)
  await vault.close()
  const peak = process.resourceUsage().maxRSS / 1024 - before / 2 ** 20
  return {
    open: [ms],
    'open, longest block': [block],
    'open, MB': [grown],
    'open, MB peak': [peak],
  }
}

/**
 * Compares puts with bare appends and fdatasync of the same number of bytes, and with databases, in turns. Each side comes
 * first equally often, because a side that follows a database finds its own code and the disk less ready.
 */
export async function puts(big: BigVault): Promise<Figures> {
  const vault = await opened(big)
  const bare = await open(join(big.folder, 'bare'), 'w')
  const bytes = new Uint8Array(randomBytes(FRAME_BYTES))
  const databases = PeerDatabases.start(big.folder)
  const sides = new Map<string, (round: number) => Promise<number>>([
    ['put', () => timePut(vault)],
    ['bare append and fdatasync', (round) => timed(() => appended(bare, bytes, round))],
  ])
  if (databases)
    for (const peer of PEERS) sides.set(`put, ${peer}`, () => databases.put(peer, FRAME_BYTES))
  const times: Record<string, number[]> = {}
  for (let round = 0; round < PUTS; round++)
    for (const [name, measure] of rotated([...sides], round))
      (times[name] ??= []).push(await measure(round))
  databases?.stop()
  await bare.close()
  await vault.close()
  return Object.fromEntries(
    Object.entries(times).map(([name, each]) => [name, each.slice(WARM_UP)]),
  )
}

/** Makes the vault rewrite itself by emptying its trash, while puts continue. */
export async function rewriting(big: BigVault): Promise<Figures> {
  const vault = await opened(big)
  const idle: number[] = []
  for (let round = 0; round < PUTS; round++) idle.push(await timePut(vault))
  const before = inodeOf(big)
  const trashed = vault.passkeys.listTrash().map(({ passkey }) => passkey.credentialId)
  await vault.passkeys.deleteForever(trashed)
  const watch = new LoopWatch()
  const during: number[] = []
  const start = performance.now()
  while (inodeOf(big) === before && performance.now() - start < LONGEST_MS)
    during.push(await timePut(vault))
  const ms = performance.now() - start
  const block = await watch.stop()
  const peak = process.resourceUsage().maxRSS / 1024
  await vault.close()
  return {
    'put, idle': idle.slice(WARM_UP),
    'put, while rewriting': during,
    rewriting: [ms],
    'rewriting, longest block': [block],
    'rewriting, MB peak': [peak],
  }
}

/** Signals that change 10 000 passkeys of one user: their names, then none of them accepted. */
export async function signals(big: BigVault): Promise<Figures> {
  const vault = await opened(big)
  const [first] = vault.passkeys.listByRp(RP_ID)
  if (!first) throw new Error('there is no passkey to signal about')
  const { rpId, userHandle } = first
  let sent = 0
  const engine = new SignalEngine({
    store: vault.passkeys,
    policies: { of: () => 'spec' },
    report: () => undefined,
    newId: () => `signal ${sent}`,
    now: () => Date.now(),
  })
  const figures: Record<string, number[]> = {}
  const send = async (what: string, signal: object) => {
    const origin = `https://site-${++sent}.example`
    const requester = { origin, crossOrigin: false, topOrigin: null }
    const watch = new LoopWatch()
    const ms = await timed(() =>
      engine.receive({ requester, rpId, userHandle, ...signal } as Parameters<
        typeof engine.receive
      >[0]),
    )
    ;(figures[`signal, ${what}`] ??= []).push(ms)
    ;(figures[`signal, ${what}, longest block`] ??= []).push(await watch.stop())
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  const ids = vault.passkeys.listByRp(RP_ID).map(({ credentialId }) => credentialId)
  for (let round = 0; round < SIGNALS; round++) {
    await send('names', { kind: 'currentUserDetails', name: 'ada', displayName: `Ada ${round}` })
    await send('none accepted', { kind: 'allAcceptedCredentials', allAcceptedCredentialIds: [] })
    await send('all accepted', { kind: 'allAcceptedCredentials', allAcceptedCredentialIds: ids })
  }
  await vault.close()
  return figures
}

function rotated<T>(all: readonly T[], by: number): T[] {
  const first = by % all.length
  return [...all.slice(first), ...all.slice(0, first)]
}

async function opened(big: BigVault): Promise<Vault> {
  const vault = vaultIn(big)
  await vault.open()
  requireOpen(vault)
  return vault
}

function requireOpen({ state }: Vault): void {
  if (state.state !== 'open' || state.readOnly !== null || state.warning !== null)
    throw new Error(`the vault did not open as it should: ${JSON.stringify(state)}`)
}

/** The passkey is made before the measurement begins. */
function timePut({ passkeys }: Vault): Promise<number> {
  const [passkey, privateKey] = [newPasskey('put.example'), newPrivateKey()]
  return timed(() => passkeys.add(passkey, privateKey))
}

async function appended(file: FileHandle, bytes: Uint8Array, round: number): Promise<void> {
  await file.write(bytes, 0, bytes.length, round * bytes.length)
  await file.datasync()
}

export async function timed(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await act()
  return performance.now() - start
}

function inodeOf(big: BigVault): number {
  return statSync(vaultFile(big)).ino
}

export function vaultFile({ folder }: BigVault): string {
  return join(folder, 'vault.pkv')
}
