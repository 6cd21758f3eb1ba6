/** Measures how long the real app takes from its launch to the first rows in its window, with many passkeys. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from '../../scripts/build'
import { keytarKeychain } from '../../src/keyring/keytar-keychain'
import { launchApp } from '../../test/support/app'
import { fillBigVault } from './big-vault'

const LAUNCHES = 5

/** @returns the duration of each launch, in milliseconds. */
export async function measureFirstRows(count: number): Promise<readonly number[]> {
  await build()
  const dataFolder = mkdtempSync(join(tmpdir(), 'latchkey-bench-rows-'))
  const keychainService = `Latchkey Dev Bench ${randomUUID()}`
  try {
    await fillBigVault(dataFolder, keytarKeychain(keychainService), { count })
    const times: number[] = []
    for (let launch = 0; launch < LAUNCHES; launch++)
      times.push(await untilRows(dataFolder, keychainService))
    return times
  } finally {
    rmSync(dataFolder, { recursive: true, force: true })
  }
}

async function untilRows(dataFolder: string, keychainService: string): Promise<number> {
  const start = performance.now()
  const app = await launchApp({ dataFolder, keychainService })
  const painted = await app.window.evaluate(firstRowPainted)
  const ms = painted - (performance.timeOrigin + start)
  await app.quit()
  return ms
}

/** Runs in the window: when the first row is on the screen, in milliseconds since the Unix epoch. */
async function firstRowPainted(): Promise<number> {
  // Not a named function, because tsx would make it call a helper that the window lacks.
  while (!document.querySelector('[role=gridcell]')) await new Promise(requestAnimationFrame)
  await new Promise(requestAnimationFrame)
  return performance.timeOrigin + performance.now()
}
