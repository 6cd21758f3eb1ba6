/** Measures in the real app how long a signal takes to reach the window, and how long its promise takes. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from '../../scripts/build'
import { systemClock } from '../../src/main/platform/system-clock'
import { fileVault } from '../../src/main/vault/file-vault'
import { diskFiles } from '../../src/main/vault/files'
import { keytarKeychain } from '../../src/keyring/keytar-keychain'
import { systemProcesses } from '../../src/main/vault/processes'
import { pairAndRegister, setStage, type Stage } from '../../test/support/stage'
import { fill } from '../passkeys'
import { tell } from '../progress'
import type { Section } from '../report'
import { Samples } from '../samples'
import { systemRandom } from '../../src/main/platform/random'

const ROUNDS = 100
const PROMISES = 150
const GOAL_MS = 100

const countText = (count: number) => (count === 1 ? '1 passkey' : `${count} passkeys`)

/** A new name for each round, so that no passkey has it yet. */
const nameOf = (round: number) => `Ada number ${round}`

export async function measureWindow(): Promise<readonly Section[]> {
  await build()
  const seen = new Samples()
  const promises = new Samples()
  for (const count of [1, 10_000]) {
    tell(`signals: the window with ${count} passkeys`)
    const { stage, end } = await openStage(count)
    try {
      const userId = (await stage.page.state()).accounts[0]?.userId ?? ''
      for (let round = 0; round < ROUNDS; round++)
        seen.add(countText(count), [await untilSeen(stage, userId, nameOf(round))])
      await timePromises(stage, userId, promises, count)
    } finally {
      await end()
    }
  }
  return [seenSection(seen), promiseSection(promises)]
}

function seenSection(seen: Samples): Section {
  const rows = seen.rows()
  return {
    title: 'From signalCurrentUserDetails() to the new name in the window, vault in a file',
    rows,
    findings: rows.map(({ name, median }) => ({
      what: name,
      value: median,
      unit: 'ms',
      goal: { atMost: GOAL_MS },
    })),
  }
}

function promiseSection(promises: Samples): Section {
  return {
    title: 'Until the promise of signalUnknownCredential() settles: it tells nothing',
    rows: promises.rows(),
    findings: [],
  }
}

/** Starts the app on a vault with `count` passkeys. A page creates the last one, which is the measured passkey. */
async function openStage(count: number) {
  const dataFolder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'))
  const keychainService = `Latchkey Dev Bench ${randomUUID()}`
  if (count > 1) await makeVault(dataFolder, keychainService, count - 1)
  const stage = await setStage({ dataFolder, keychainService })
  await pairAndRegister(stage)
  // The list renders only visible rows, so filter it down to the measured passkey.
  await stage.app.window.getByRole('searchbox').fill('localhost')
  const end = async () => {
    await stage.strike()
    rmSync(dataFolder, { recursive: true, force: true })
  }
  return { stage, end }
}

async function makeVault(folder: string, keychainService: string, count: number): Promise<void> {
  const vault = fileVault({
    folder,
    files: diskFiles,
    keychain: keytarKeychain(keychainService),
    processes: systemProcesses,
    clock: systemClock(),
    random: systemRandom,
  })
  await vault.open()
  await fill(vault.passkeys, count, 'other.example', 'none')
  await vault.close()
}

/**
 * Both processes read the machine's clock, so their times are comparable.
 *
 * @returns milliseconds.
 */
async function untilSeen({ app, page }: Stage, userId: string, name: string): Promise<number> {
  const shown = app.window.evaluate(
    (wanted) =>
      // Anonymous functions only: the loader rewrites named functions with a call that the page does not have.
      new Promise<number>((resolve) => {
        new MutationObserver((_records, observer) => {
          if (!document.querySelector('[role=grid]')?.textContent.includes(wanted)) return
          observer.disconnect()
          resolve(performance.timeOrigin + performance.now())
        }).observe(document.body, { subtree: true, childList: true, characterData: true })
      }),
    name,
  )
  // Once this resolves, the observer is running.
  await app.window.evaluate(() => undefined)
  const called = await page.page.evaluate(
    ([user, displayName]) => {
      const at = performance.timeOrigin + performance.now()
      void PublicKeyCredential.signalCurrentUserDetails({
        rpId: 'localhost',
        userId: user,
        name: 'ada@example.org',
        displayName,
      })
      return at
    },
    [userId, name] as const,
  )
  return (await shown) - called
}

/**
 * Times signals that match a passkey and signals that do not, in turns, so that load affects both alike. A match hides
 * the passkey; a list then shows it again.
 */
async function timePromises(
  { page, window }: Stage,
  userId: string,
  promises: Samples,
  count: number,
): Promise<void> {
  const [id = ''] = await window.passkeyIds()
  const times = await page.page.evaluate(
    async ([user, id, rounds]) => {
      const times = { [id]: [] as number[], AAAA: [] as number[] }
      for (let round = 0; round < rounds; round++)
        for (const credentialId of [id, 'AAAA']) {
          const start = performance.now()
          await PublicKeyCredential.signalUnknownCredential({ rpId: 'localhost', credentialId })
          times[credentialId]?.push(performance.now() - start)
          await new Promise((resolve) => setTimeout(resolve, 50))
          // Shows the passkey again. Also sent after the signal that does not match, so that both are timed alike.
          await PublicKeyCredential.signalAllAcceptedCredentials({
            rpId: 'localhost',
            userId: user,
            allAcceptedCredentialIds: [id],
          })
          // Lets the effects finish, and keeps the page below sixty messages per second.
          await new Promise((resolve) => setTimeout(resolve, 100))
        }
      return times
    },
    [userId, id, PROMISES] as const,
  )
  promises.add(`it is there, and is hidden; ${countText(count)}`, times[id] ?? [])
  promises.add(`it is not there; ${countText(count)}`, times.AAAA)
}
