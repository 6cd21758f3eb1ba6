/**
 * `npm run demo`: the main path through Latchkey, with the real app, its real keychain, a real relying party and a real
 * Chromium. Exits with 1 at the first expectation that is not met.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Names } from './accounts'
import * as acts from './acts'
import { App } from './drive/app'
import { launchChromium } from './drive/browser'
import { DemoPage } from './drive/demo-page'
import { Steps } from './drive/steps'
import * as signals from './signal-acts'
import type { Stage } from './stage'
import { findElectron } from '../scripts/electron-runtime'
import { bridgeScriptAt, DEMO_PORT, startDemo } from './start-demo'

const SCREENSHOTS = fileURLToPath(new URL('screenshots', import.meta.url))

const ada: Names = { userName: 'ada@example.org', displayName: 'Ada Byron' }
const lovelace: Names = { userName: 'ada.lovelace@example.org', displayName: 'Ada Lovelace' }
const king: Names = { userName: 'ada.king@example.org', displayName: 'Ada King' }
/** The names after the user's edit in the window. */
const countess: Names = { ...king, displayName: 'The Countess' }
const grace: Names = { userName: 'grace@example.org', displayName: 'Grace Hopper' }
const katherine: Names = { userName: 'katherine@example.org', displayName: 'Katherine Johnson' }

/** What to end after the demo, the newest first. */
type Ending = (() => Promise<unknown>)[]

async function setStage(dataFolder: string, ending: Ending): Promise<Stage> {
  const app = new App(await findElectron(), dataFolder)
  const steps = new Steps(async (name) => {
    if (app.isRunning) await app.window.takePicture(join(SCREENSHOTS, `${name}.png`))
  })
  ending.push(() => app.quit())
  const bridgePort = await steps.step('starts the app, its vault and its bridge', () => app.start())

  return steps.step('opens the relying party’s page in Chromium', async () => {
    const demo = await startDemo({ port: DEMO_PORT, bridgeScript: bridgeScriptAt(bridgePort) })
    ending.push(() => demo.close())
    const browser = await launchChromium()
    ending.push(() => browser.close())
    const page = new DemoPage(await browser.newPage())
    await page.open(demo.origin)
    return { steps, app, page, origin: demo.origin }
  })
}

async function play(stage: Stage): Promise<void> {
  const adas = await acts.pairAndRegister(stage, ada)
  await acts.signInWithoutUserName(stage, adas, ada)
  await acts.signInWithUserName(stage, adas, ada)
  await signals.rename(stage, adas, ada, lovelace)
  await signals.undoRenaming(stage, adas, ada, lovelace)
  const graces = await acts.register(stage, 'second', grace)
  await signals.hideAndShow(stage, graces)
  await signals.hideUnknown(stage, graces)
  const names = { before: lovelace, edited: countess.displayName, signalled: king }
  await signals.keepEditedName(stage, adas, names, grace)
  const katherines = await acts.register(stage, 'third', katherine)
  await signals.deleteAtOnce(stage, katherines, katherine)
  await acts.lookAround(stage, katherine)
  await acts.restart(stage)
  await acts.signInAfterRestart(stage, adas, countess, grace)
}

async function main(): Promise<void> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'latchkey-demo-'))
  const ending: Ending = []
  rmSync(SCREENSHOTS, { recursive: true, force: true })
  mkdirSync(SCREENSHOTS)
  try {
    const stage = await setStage(dataFolder, ending)
    await play(stage)
    console.log(`demo: ok, ${stage.steps.done} steps`)
  } finally {
    for (const end of ending.reverse()) await end()
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 })
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  console.log('demo: failed')
  process.exitCode = 1
})
