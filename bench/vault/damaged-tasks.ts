/** The measured tasks on a damaged vault with many passkeys: opening, checking, repairing, restoring. */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { vaultIn, type BigVault } from './big-vault'
import { LoopWatch } from './loop-watch'
import { timed, vaultFile, type Figures } from './tasks'
import type { Vault } from '../../src/main/vault/vault'

/** Opens the vault once, with one byte changed in the middle of its file. */
export async function damagedOnce(big: BigVault): Promise<Figures> {
  return openDamaged(big, 1)
}

/** Opens the vault once, with one byte changed at each of fifty places of its file. */
export async function damagedOften(big: BigVault): Promise<Figures> {
  return openDamaged(big, 50)
}

/** Checks the damaged file and its copy, while the vault is open. */
export async function checking(big: BigVault): Promise<Figures> {
  damage(vaultFile(big), 1)
  return withDamaged(big, 'check', (vault) => vault.rescue.check())
}

/** Repairs the damaged file of the open vault. */
export async function repairing(big: BigVault): Promise<Figures> {
  damage(vaultFile(big), 1)
  return withDamaged(big, 'repair', (vault) => vault.rescue.repair())
}

/** Restores a whole copy while the damaged vault is open. */
export async function restoring(big: BigVault): Promise<Figures> {
  copyFileSync(vaultFile(big), `${vaultFile(big)}.1`)
  damage(vaultFile(big), 1)
  return withDamaged(big, 'restore', (vault) => vault.rescue.restore('vault.pkv.1'))
}

async function openDamaged(big: BigVault, places: number): Promise<Figures> {
  damage(vaultFile(big), places)
  const name = `open, damaged at ${places === 1 ? 'one place' : `${places} places`}`
  const vault = vaultIn(big)
  const figures = await watched(name, () => vault.open())
  requireDamaged(vault)
  await vault.close()
  return figures
}

async function withDamaged(
  big: BigVault,
  name: string,
  act: (vault: Vault) => Promise<unknown>,
): Promise<Figures> {
  const vault = vaultIn(big)
  await vault.open()
  requireDamaged(vault)
  const figures = await watched(name, () => act(vault))
  await vault.close()
  return figures
}

/** Memory is the peak of the process, minus what the process had before. */
async function watched(name: string, act: () => Promise<unknown>): Promise<Figures> {
  global.gc?.()
  const before = process.memoryUsage().rss
  const watch = new LoopWatch()
  const ms = await timed(act)
  const block = await watch.stop()
  const peak = process.resourceUsage().maxRSS / 1024 - before / 2 ** 20
  return { [name]: [ms], [`${name}, longest block`]: [block], [`${name}, MB peak`]: [peak] }
}

function requireDamaged({ state }: Vault): void {
  if (state.state !== 'open' || state.readOnly === null)
    throw new Error(`the damage was not noticed: ${JSON.stringify(state)}`)
}

function damage(path: string, places: number): void {
  const bytes = readFileSync(path)
  for (let place = 1; place <= places; place++) {
    const at = Math.floor((bytes.length * place) / (places + 1))
    bytes[at] = (bytes[at] ?? 0) ^ 1
  }
  writeFileSync(path, bytes)
}
