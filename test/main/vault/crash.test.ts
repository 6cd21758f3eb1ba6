/**
 * Kills the app with SIGKILL at any moment: every acknowledged change must survive. `npm run soak:crash` kills more often.
 * CRASH_SEED repeats an earlier run.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { basename } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inTerminal } from '../../../src/shared/placed-text'
import type { VaultState } from '../../../src/shared/app-state'
import { systemClock } from '../../../src/main/platform/system-clock'
import type { Vault } from '../../../src/main/vault/vault'
import { bundleProcess, type BundledProcess } from '../../support/bundled-process'
import type { CrashPlan } from '../../support/crash-plan'
import { seeded } from '../../support/seeded'
import { vaultHome, type VaultHome } from '../../support/vault-home'
import { VaultPromises, type Change } from '../../support/vault-promises'

const KILLS = Number(process.env.CRASH_KILLS ?? 60)
const SEED = Number(process.env.CRASH_SEED ?? 1)
/** After this many kills, a new vault replaces the old one, so that vaults stay small and starts stay fast. */
const KILLS_OF_A_VAULT = 25

let program: BundledProcess

beforeAll(async () => {
  program = await bundleProcess('crash-child.ts')
}, 60_000)

afterAll(() => program.remove())

it(
  `has every acknowledged change after each of ${String(KILLS)} kills`,
  { timeout: 60_000 + KILLS * 10_000 },
  async () => {
    // Two at a time, because most of the time goes into starting processes.
    const [even, odd] = await Promise.all([killOften(SEED), killOften(SEED + 1)])

    expect(Math.min(even.acknowledged, odd.acknowledged)).toBeGreaterThan(KILLS / 2)
    // A vault is rewritten about once in 25 kills, so a few kills may cause no rewrite.
    if (KILLS >= 200) expect(even.rewritten + odd.rewritten).toBeGreaterThan(0)
    if (process.env.CRASH_KILLS) console.log(JSON.stringify([even, odd]))
  },
)

/** Runs half of the kills. Counts the acknowledged changes, and the rewrites of a vault's file. */
async function killOften(seed: number) {
  const random = seeded(seed)
  let acknowledged = 0
  let rewritten = 0
  for (let kill = 0, world = await begin(); kill < KILLS / 2; kill++) {
    if (kill % KILLS_OF_A_VAULT === 0) world = await begin()
    // Every second process rewrites its file while changes continue.
    const beside = kill % 2 === 0 ? {} : { rewrittenAtOnce: 0 }
    const plan = { how: 'honest', diesAt: 0, longNames: 0.8, ...beside } as const
    const lanes = 1 + Math.floor(random() * 4)
    const moment = {
      changes: 1 + Math.floor(random() * 16),
      turns: Math.floor(random() * 40),
    }
    const before = await generationOf(world)

    acknowledged += await changeAndKill(
      world,
      { ...plan, lanes, seed: Math.floor(random() * 2 ** 32) },
      moment,
    )

    const found = await inspect(world)
    expect({ seed, kill, ...found }).toEqual({ seed, kill, ...FAULTLESS })
    rewritten += (await generationOf(world)) - before
  }
  return { acknowledged, rewritten }
}

/** How often the file was rewritten, according to its header. */
async function generationOf({ home }: World): Promise<number> {
  return (await home.read()).readUInt32BE(10)
}

it('works after a kill that tore a write, and tells the user', { timeout: 60_000 }, async () => {
  const world = await begin()

  for (let diesAt = 1; diesAt <= 6; diesAt++) {
    await changeAndKill(world, { how: 'torn', diesAt, longNames: 0.5, lanes: 1, seed: diesAt })

    const found = await inspect(world)
    expect({ diesAt, ...found }).toEqual({ diesAt, ...FAULTLESS, end: 'told' })
  }
})

describe('the kill shows', () => {
  it('a vault that acknowledges before it writes', { timeout: 60_000 }, async () => {
    const world = await begin()

    await changeAndKill(world, { how: 'early', diesAt: 5, longNames: 0, lanes: 5, seed: SEED })

    expect((await inspect(world)).lost.length).toBeGreaterThanOrEqual(4)
  })

  it('a vault that writes as writeFile() does', { timeout: 60_000 }, async () => {
    const world = await begin()

    await changeAndKill(world, { how: 'careless', diesAt: 8, longNames: 0, lanes: 1, seed: SEED })

    expect(await inspect(world)).toMatchObject({ state: { state: 'locked', reason: 'unreadable' } })
  })
})

/** The result of `inspect()` if the vault kept its promises. */
const FAULTLESS = {
  lost: [],
  halves: [],
  strange: [],
  stray: [],
  state: { state: 'open', sealedBy: 'keychain', readOnly: null },
  end: expect.stringMatching(/^(whole|told)$/),
}

/** A kill cuts a write at the end of a page. The vault reports this, and that no saved change is missing. */
const TORN =
  /^The end of the vault’s file could not be read \(\d+ bytes?\), most likely because Latchkey or the computer stopped while it saved a change\. No change that was saved is known to be missing\. \d+ passkeys? can be read\. A copy of the file as it was found is at (.+)\.$/

interface World {
  readonly home: VaultHome
  readonly promises: VaultPromises
  /** The numbers of all children's changes differ. */
  changes: number
}

async function begin(): Promise<World> {
  const home = await vaultHome()
  await (await openVault(home)).close()
  return { home, promises: new VaultPromises(), changes: 0 }
}

/**
 * Lets a child change the vault.
 *
 * @param kill after this many acknowledged changes, and this many turns of our event loop later. Without it, the child kills
 * itself.
 * @returns how many changes were acknowledged.
 */
async function changeAndKill(
  world: World,
  plan: Omit<CrashPlan, 'folder' | 'items'>,
  kill?: { readonly changes: number; readonly turns: number },
): Promise<number> {
  const { folder, keychain } = world.home
  const whole: CrashPlan = { ...plan, folder, items: [...keychain.items] }
  const child = spawn(process.execPath, [program.file, JSON.stringify(whole)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  let acknowledged = 0
  for await (const line of createInterface({ input: child.stdout })) {
    if (hear(line, world) !== 'acknowledged' || ++acknowledged !== kill?.changes) continue
    for (let turn = 0; turn < kill.turns; turn++)
      await new Promise((resolve) => setImmediate(resolve))
    child.kill('SIGKILL')
  }
  const [, signal] = (await exited) as [number | null, string | null]
  expect(signal).toBe('SIGKILL')
  // The child's numbers begin at 1 again.
  world.changes += 1_000_000
  return acknowledged
}

/** @returns the line's first word. */
function hear(line: string, { promises, changes }: World): string {
  const [what = '', said = ''] = line.split(/ (.*)/)
  if (what === 'begun') {
    const change = JSON.parse(said) as Change
    promises.begun({ ...change, number: changes + change.number })
  } else if (what === 'acknowledged') promises.acknowledged(changes + Number(said))
  else if (what === 'refused') promises.refused(changes + Number(said))
  else expect(line).toBe('open')
  return what
}

/** Opens the vault after the kill, and reports its faults. */
async function inspect({ home, promises }: World) {
  const vault = await openVault(home)
  const isOpen = vault.state.state === 'open'
  const faults = isOpen ? promises.judge(vault) : { lost: [], halves: [], strange: [] }
  const stray = (await home.names()).filter((name) => /\.(tmp|creating)/.test(name))
  const end = await inspectEnd(home, vault.state)
  const state = { ...vault.state, warning: undefined, mended: undefined }
  await vault.close()
  return { ...faults, stray, state, end }
}

/** @returns `told` if the user is told of a torn end and a copy of the file is kept; else the warning, if any. */
async function inspectEnd(home: VaultHome, state: VaultState): Promise<string> {
  if (state.state !== 'open' || state.warning === null) return 'whole'
  const warning = inTerminal(state.warning)
  const copy = TORN.exec(warning)?.[1]
  if (copy === undefined) return warning
  const [found, rest] = [await home.read(basename(copy)), await home.read()]
  return found.length > rest.length && found.subarray(0, rest.length).equals(rest)
    ? 'told'
    : `${copy} is no copy`
}

/** Uses the clock of the children, because with another clock the trash would age. */
async function openVault(home: VaultHome): Promise<Vault> {
  const vault = home.vault(undefined, systemClock())
  await vault.open()
  return vault
}
