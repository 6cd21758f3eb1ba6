/** A case file that one session of the built automation saves and another one replays, at the demo's relying party. */
import { pathToFileURL } from 'node:url'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { CaseFile, Latchkey as Client, PasskeySession } from '../../playwright/client/latchkey'
import { launchChromium } from '../../demo/drive/browser'
import { DemoPage } from '../../demo/drive/demo-page'
import { inProject } from '../../scripts/project-paths'
import { removeTemporaryFolders, temporaryFolder } from '../support/app'
import { closeSites, newSite } from '../support/demo-sites'

const CLIENT = pathToFileURL(inProject('out', 'playwright', 'client', 'latchkey.js')).href

const ada = { userName: 'ada@example.org', displayName: 'Ada' }

let latchkey: Client
let browser: Browser

beforeAll(async () => {
  const { Latchkey } = (await import(CLIENT)) as { Latchkey: typeof Client }
  ;[latchkey, browser] = await Promise.all([Latchkey.start({ inProcess: true }), launchChromium()])
})

afterAll(async () => {
  await Promise.all([browser.close(), latchkey.end()])
  removeTemporaryFolders()
})
afterEach(closeSites)

/** A new relying party, with its page in a new context of the browser. */
async function pageOf(session: PasskeySession): Promise<DemoPage> {
  const context = await browser.newContext()
  await context.addInitScript({ content: await session.script() })
  const page = new DemoPage(await context.newPage())
  await page.open(await newSite())
  return page
}

interface Registered {
  readonly good: boolean
  readonly text: string
}

/** The outcome of a registration at the relying party, and the answer that the page got. */
async function registerWith(session: PasskeySession) {
  const page = await pageOf(session)
  await page.createPasskey({ ...ada, attestation: 'direct' })
  const outcome: Registered = await page.outcome()
  const { response, profile, fault } = await session.waitForCeremony('create')
  return { outcome, response, profile, fault }
}

async function recorded(prepare: (session: PasskeySession) => Promise<unknown>) {
  const session = await latchkey.openSession()
  await session.seed('recorded')
  await prepare(session)
  const first = await registerWith(session)
  const path = join(temporaryFolder(), 'case.json')
  const one: CaseFile = await session.saveCase({ path })
  return { first, path, one }
}

async function replayed(path: string) {
  const session = await latchkey.openSession()
  const answer = await session.replay(path)
  return { answer, second: await registerWith(session) }
}

const authenticatorData = ({ response }: { readonly response: unknown }) =>
  (response as { response: { authenticatorData: string } }).response.authenticatorData

it('gives another relying party the same passkey, by the same provider', async () => {
  const { first, path } = await recorded((session) =>
    session.setSettings({ profile: 'bitwarden', client: 'firefox' }),
  )
  const { answer, second } = await replayed(path)

  expect(answer).toMatchObject({ kind: 'create', notTaken: [] })
  expect([first.outcome.good, second.outcome.good]).toEqual([true, true])
  expect(second.response?.id).toBe(first.response?.id)
  expect(authenticatorData(second)).toBe(authenticatorData(first))
  expect([first.profile, second.profile]).toEqual(['bitwarden', 'bitwarden'])
})

it('is refused for the same reason if the answer has a fault', async () => {
  const { first, path, one } = await recorded((session) => session.fault('rp-id-hash-wrong'))
  const { second } = await replayed(path)

  expect(one.fault?.id).toBe('rp-id-hash-wrong')
  expect(first.outcome.good).toBe(false)
  expect(second.outcome).toEqual(first.outcome)
  expect(second.fault).toEqual(first.fault)
  expect(authenticatorData(second)).toBe(authenticatorData(first))
})
