/** From a page's signal to the window, in the real app; and what the promise's time tells, which is nothing. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from '../../scripts/build'
import { systemClock } from '../../src/main/platform/system-clock'
import { fileVault } from '../../src/main/vault/file-vault'
import { diskFiles } from '../../src/main/vault/files'
import { keytarKeychain } from '../../src/main/vault/keytar-keychain'
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

/** How many passkeys are in the vault. */
const countText = (count: number) => (count === 1 ? '1 passkey' : `${count} passkeys`)

/** A name that no passkey has. */
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

/** The app on a vault of so many passkeys, and a page that made the one more that is measured. */
async function openStage(count: number) {
  const dataFolder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'))
  const keychainService = `Latchkey Dev Bench ${randomUUID()}`
  if (count > 1) await makeVault(dataFolder, keychainService, count - 1)
  const stage = await setStage({ dataFolder, keychainService })
  await pairAndRegister(stage)
  // The one that is watched has to be in sight.
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

/** Both ends read the clock of the machine. @returns milliseconds. */
async function untilSeen({ app, page }: Stage, userId: string, name: string): Promise<number> {
  const shown = app.window.evaluate(
    (wanted) =>
      // No function of it has a name: what the page is sent is this source, as the loader has rewritten it.
      new Promise<number>((resolve) => {
        new MutationObserver((_records, observer) => {
          if (!document.querySelector('[role=grid]')?.textContent.includes(wanted)) return
          observer.disconnect()
          resolve(performance.timeOrigin + performance.now())
        }).observe(document.body, { subtree: true, childList: true, characterData: true })
      }),
    name,
  )
  // Whoever watches has begun to.
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

/** In turns, so that what slows one slows the other. A match hides the passkey; a list shows it again. */
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
          // Shown again, and the same for both: what follows one must not tell them apart.
          await PublicKeyCredential.signalAllAcceptedCredentials({
            rpId: 'localhost',
            userId: user,
            allAcceptedCredentialIds: [id],
          })
          // Whatever that caused is over, and the page stays below sixty messages a second.
          await new Promise((resolve) => setTimeout(resolve, 100))
        }
      return times
    },
    [userId, id, PROMISES] as const,
  )
  promises.add(`it is there, and is hidden; ${countText(count)}`, times[id] ?? [])
  promises.add(`it is not there; ${countText(count)}`, times.AAAA)
}
