/**
 * Kills the app with SIGKILL at any moment: every acknowledged change must survive. `npm run soak:crash` runs
 * more rounds. CRASH_SEED repeats an earlier run.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { basename } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { decodeBase64Url } from '../../../src/shared/base64url'
import type { VaultState } from '../../../src/shared/app-state'
import { bundleProcess, type BundledProcess } from '../../support/bundled-process'
import { vaultHome, type VaultHome } from '../../support/vault-home'

const ROUNDS = Number(process.env.CRASH_ROUNDS ?? 20)
const SEED = Number(process.env.CRASH_SEED ?? 1)

let program: BundledProcess

beforeAll(async () => {
  program = await bundleProcess('crash-child.ts')
}, 60_000)

afterAll(() => program.remove())

it(
  `has every acknowledged passkey after each of ${String(ROUNDS)} kills`,
  { timeout: 60_000 + ROUNDS * 10_000 },
  async () => {
    const home = await emptyHome()
    const random = seeded(SEED)
    const acknowledged: Acknowledged = new Map()

    for (let round = 0; round < ROUNDS; round++) {
      const changes = 1 + Math.floor(random() * 60)
      await fillAndKill(home, ['honest'], acknowledged, { changes, turns: random() * 40 })

      const found = await inspect(home, acknowledged)
      expect({ seed: SEED, round, ...found }).toEqual({ seed: SEED, round, ...FAULTLESS })
    }
  },
)

it('goes on after a kill that tore a write, and tells the user', { timeout: 60_000 }, async () => {
  const home = await emptyHome()
  const acknowledged: Acknowledged = new Map()

  for (let write = 1; write <= 6; write++) {
    await fillAndKill(home, ['torn', String(write)], acknowledged)

    const found = await inspect(home, acknowledged)
    expect({ write, ...found }).toEqual({ write, ...FAULTLESS, end: 'told' })
  }
})

it('detects a lost passkey', { timeout: 60_000 }, async () => {
  const home = await emptyHome()
  const acknowledged: Acknowledged = new Map()

  await fillAndKill(home, ['early'], acknowledged, { changes: 5, turns: 0 })

  // The first of the five lines says that the vault is open. More lines may arrive before the kill.
  expect(acknowledged.size).toBeGreaterThanOrEqual(4)
  expect((await inspect(home, acknowledged)).lost).toHaveLength(acknowledged.size)
})

/** By credential id, base64url: the latest change that was acknowledged, and the name that it gave. */
type Acknowledged = Map<string, { readonly what: string; readonly name: string | undefined }>

const CHANGES = ['added', 'deleted', 'restored', 'renamed']
/** Fewer than the undo notes that a vault keeps, because a vault drops its oldest notes. */
const LATEST = 500

/** What `inspect()` finds where the vault kept its promises. */
const FAULTLESS = {
  lost: [],
  halves: [],
  stray: [],
  state: { state: 'open', sealedBy: 'keychain', readOnly: null },
  end: expect.stringMatching(/^(whole|told)$/),
}

/** A kill ends a write where a page ends. The vault says so, and that the write was not acknowledged. */
const TORN =
  /^The end of the vault’s file could not be read, most likely because Latchkey or the computer stopped while it saved a change\. No change that was saved is missing\. \d+ passkeys? (?:was|were) read\. A copy of the file as it was found is at (.+)\.$/

/**
 * Lets a child make changes.
 *
 * @param kill after so many changes, and so many turns of our event loop later. Without it, the child kills itself.
 */
async function fillAndKill(
  home: VaultHome,
  how: readonly ['honest'] | readonly ['early'] | readonly ['torn', write: string],
  acknowledged: Acknowledged,
  kill?: { readonly changes: number; readonly turns: number },
): Promise<void> {
  const items = JSON.stringify([...home.keychain.items])
  const child = spawn(process.execPath, [program.file, home.folder, items, ...how], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  let heard = 0
  for await (const line of createInterface({ input: child.stdout })) {
    const [what = '', id = '', name] = line.split(' ')
    if (CHANGES.includes(what)) acknowledged.set(id, { what, name })
    else expect(line).toBe('open')
    if (++heard !== kill?.changes) continue
    for (let i = 0; i < Math.floor(kill.turns); i++)
      await new Promise((resolve) => setImmediate(resolve))
    child.kill('SIGKILL')
  }
  await exited
}

/** Opens the vault after the kill, and reports its faults. */
async function inspect(home: VaultHome, acknowledged: Acknowledged) {
  const vault = await home.openVault()
  const { passkeys } = vault
  const lost = [...acknowledged].filter(([id, { what, name }]) => {
    const passkey = passkeys.find(decodeBase64Url(id))
    if (what === 'renamed') return passkey?.userName !== name
    if (what === 'restored') return !passkey
    // An unacknowledged deletion or undo may have reached the disk.
    return !passkey && !passkeys.findTrashed(decodeBase64Url(id))
  })
  const halves = [...acknowledged.keys()].slice(-LATEST).filter((id) => {
    const isTrashed = passkeys.findTrashed(decodeBase64Url(id)) !== undefined
    const isKept = passkeys.find(decodeBase64Url(id)) !== undefined
    return isTrashed === isKept || isTrashed !== (passkeys.undoNote(id) !== undefined)
  })
  const stray = (await home.names()).filter((name) => /\.(tmp|creating)/.test(name))
  const end = await inspectEnd(home, vault.state)
  const state = { ...vault.state, warning: undefined }
  await vault.close()
  return { lost, halves, stray, state, end }
}

/** @returns `told` where the user is told of a torn end and a copy of the file is kept; else the warning, if any. */
async function inspectEnd(home: VaultHome, state: VaultState): Promise<string> {
  const warning = state.state === 'open' ? state.warning : null
  if (warning === null) return 'whole'
  const copy = TORN.exec(warning)?.[1]
  if (copy === undefined) return warning
  const [found, rest] = [await home.read(basename(copy)), await home.read()]
  return found.length > rest.length && found.subarray(0, rest.length).equals(rest)
    ? 'told'
    : `${copy} is no copy`
}

async function emptyHome(): Promise<VaultHome> {
  const home = await vaultHome()
  const vault = await home.openVault()
  await vault.close()
  return home
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
