/**
 * Cuts the power before each call, and starts on every state that the disk may then have. `npm run soak:power` tries every
 * state. Otherwise an evenly spread part of them is tried.
 */
import { describe, expect, it } from 'vitest'
import type { Vault } from '../../../src/main/vault/vault'
import { QUICK, THOROUGH } from '../../support/crash-states'
import { carelessWrites } from '../../support/careless-files'
import { judge, UncertainComputer, VAULT_FILE, type Verdict } from '../../support/power-cuts'
import { seeded } from '../../support/seeded'
import { changeVault } from '../../support/vault-work'

const IS_SOAK = process.env.POWER_SOAK !== undefined
const SEED = Number(process.env.POWER_SEED ?? 1)
const PATIENCE_MS = 3_600_000

const SMALL = { lanes: 2, changes: 10, longNames: 0 }

describe('after a power cut at any call, no acknowledged change is lost, and Latchkey works', () => {
  it('of a first start and changes of all kinds', { timeout: PATIENCE_MS }, async () => {
    const computer = new UncertainComputer()
    await work(computer, SMALL)

    expect(await judged(computer, 5)).toEqual([])
  })

  it('of changes some of which the disk refuses', { timeout: PATIENCE_MS }, async () => {
    const computer = new UncertainComputer()
    const vault = await computer.openVault()
    let writes = 0
    computer.faulty.fault = ({ call, path }) => {
      if (!path.endsWith('.pkv') || !['write', 'syncData'].includes(call)) return undefined
      writes++
      if (writes % 3 === 0) return call === 'write' ? { shortWrite: 100 } : undefined
      return writes % 7 === 0 ? { code: call === 'write' ? 'ENOSPC' : 'EIO' } : undefined
    }
    await work(computer, SMALL, vault)

    expect(await judged(computer, 7)).toEqual([])
  })

  it.each([
    ['while changes wait', undefined],
    ['while changes go on', 0],
  ])('of a file that is rewritten %s', { timeout: PATIENCE_MS }, async (_, rewrittenAtOnce) => {
    const computer = new UncertainComputer()
    await rewrite(computer, rewrittenAtOnce)

    expect(await judged(computer, 80)).toEqual([])
  })

  it('of a start that repairs what an earlier cut left', { timeout: PATIENCE_MS }, async () => {
    const computer = new UncertainComputer()
    const vault = await computer.openVault()
    await changeVault(vault, computer, { ...SMALL, random: seeded(SEED) })
    const file = await computer.files.open(VAULT_FILE, 'read-write')
    const { size } = await file.info()
    await file.write(Buffer.alloc(700, 0x55), size)
    await file.syncData()
    computer.files.moments.length = 0
    // The first vault is not closed: its computer has no power.
    const again = await computer.openVault(2)
    await again.close()
    computer.files.mark('end')

    expect(await judged(computer, 4)).toEqual([])
  })
})

describe('the power cut destroys acknowledged changes', () => {
  it('where fdatasync does nothing', { timeout: PATIENCE_MS }, async () => {
    const computer = new UncertainComputer(['syncData'])
    await work(computer, SMALL)

    expect(await firstLoss(computer)).toMatchObject({ lost: [expect.any(String)] })
  })

  it('where the sync of a folder does nothing', { timeout: PATIENCE_MS }, async () => {
    const computer = new UncertainComputer(['syncFolder'])
    await work(computer, SMALL)

    expect(await firstLoss(computer)).toMatchObject({ told: expect.stringContaining('missing') })
  })

  it('where a file is written as writeFile() writes it', { timeout: PATIENCE_MS }, async () => {
    const computer = new UncertainComputer([], carelessWrites)
    await work(computer, SMALL)

    expect(await firstLoss(computer)).toBeDefined()
  })
})

async function work(
  computer: UncertainComputer,
  plan: typeof SMALL,
  opened?: Vault,
): Promise<void> {
  const vault = opened ?? (await computer.openVault())
  await changeVault(vault, computer, { ...plan, random: seeded(SEED) })
  await vault.close()
  computer.files.mark('end')
}

/** Long names make the file reach its rewrite. The changes before the rewrite are not recorded. */
async function rewrite(computer: UncertainComputer, rewrittenAtOnce?: number): Promise<void> {
  const { files } = computer
  const vault = await computer.openVault(1, rewrittenAtOnce)
  files.record(false)
  const random = seeded(SEED)
  await changeVault(vault, computer, { lanes: 2, changes: 50, longNames: 1, random })
  files.record(true)
  let rewritten = 0
  while (rewritten === 0) {
    await changeVault(vault, computer, { lanes: 1, changes: 4, longNames: 1, random })
    for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve))
    rewritten = files.moments.filter(({ call }) => call === `rename to ${VAULT_FILE}`).length
    if (rewritten === 0) files.moments.length = 0
  }
  await changeVault(vault, computer, { lanes: 2, changes: 3, longNames: 0, random })
  await vault.close()
  files.mark('end')
}

/** The verdicts with faults. Tries one in `step` states, or every state in a soak. */
async function judged(computer: UncertainComputer, step = 1): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = []
  let states = 0
  for (const state of computer.states(IS_SOAK ? THOROUGH : QUICK))
    if (states++ % (IS_SOAK ? 1 : step) === 0) verdicts.push(await judge(state))
  if (IS_SOAK) console.log(`${String(states)} states, ${expect.getState().currentTestName ?? ''}`)
  return verdicts.filter((verdict) => Object.keys(verdict).length > 1)
}

/** The first verdict with a loss, or with a vault that does not open, after a change was acknowledged. */
async function firstLoss(computer: UncertainComputer): Promise<Verdict | undefined> {
  for (const state of computer.states(QUICK)) {
    if (state.moment.note.promises.size === 0) continue
    const verdict = await judge(state)
    if (Object.keys(verdict).length > 1) return verdict
  }
  return undefined
}
