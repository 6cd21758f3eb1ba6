/** The recording page in a real Chromium: with the browser's own authenticator, and with a provider that a session plays. */
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { Latchkey } from '../../playwright/client/latchkey'
import { startRecorder, type RecorderServer } from '../../src/recorder/recorder-server'
import { nodeAutomation } from '../support/automation-app'

const CALLS = 6

let recorder: RecorderServer
let browser: Browser
let page: Page

beforeAll(async () => {
  recorder = await startRecorder(0)
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-quic', '--disable-background-networking'],
  })
})
beforeEach(() => openPage())
afterAll(async () => {
  await browser.close()
  await recorder.close()
})

/** The page's policy does not let a script reach Latchkey, unless the browser ignores the policy. */
async function openPage(bypassCSP = false): Promise<void> {
  page = await (await browser.newContext({ bypassCSP })).newPage()
}

/** Presses each “Ask”, like a person, and “No answer came” if there is no answer. */
async function record(title: string, silent: readonly number[] = []): Promise<unknown> {
  await page.goto(recorder.url)
  for (let call = 0; call < CALLS; call++) {
    const row = page.getByRole('listitem').nth(call)
    await row.getByRole('button', { name: /Ask/ }).click()
    if (silent.includes(call)) await row.getByRole('button', { name: 'No answer came' }).click()
    await row
      .getByRole('status')
      .filter({ hasText: /^(Answered|Refused|No answer)/ })
      .waitFor()
  }
  await page.getByLabel('Name of the provider').fill(title)
  await page.getByRole('button', { name: 'Make the profile' }).click()
  await page.getByText(/^The profile says \d+ facts/).waitFor()
  const { facts, ...profile } = JSON.parse(await page.locator('#profile').innerText()) as {
    readonly facts: readonly { readonly knobs: object }[]
  }
  return { ...profile, knobs: Object.assign({}, ...facts.map(({ knobs }) => knobs)) as object }
}

it('records the browser’s own authenticator', async () => {
  const devTools = await page.context().newCDPSession(page)
  await devTools.send('WebAuthn.enable')
  await devTools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })

  expect(await record('Chromium, its virtual authenticator')).toMatchObject({
    id: 'chromium-its-virtual-authenticator',
    knobs: {
      aaguid: '01020304-0506-0708-0102-030405060708',
      attachment: 'platform',
      backupEligible: false,
      excluded: 'InvalidStateError',
      memberOrder: ['type', 'challenge', 'origin', 'crossOrigin'],
      toJson: true,
    },
  })
})

it('records a provider that a session plays, and the session plays the record', async () => {
  const latchkey = await Latchkey.start({ command: nodeAutomation })
  try {
    const passkeys = await latchkey.openSession()
    await passkeys.setSettings({ profile: 'keepassxc-2.7.12' })
    await openPage(true)
    await page.addInitScript(await passkeys.script())
    const recorded = await record('Mine', [3])

    expect(recorded).toMatchObject({
      knobs: {
        aaguid: 'fdb141b2-5d84-443e-8a35-4698c205a502',
        excluded: 'silence',
        memberOrder: ['challenge', 'crossOrigin', 'origin', 'type'],
        toJson: false,
        publicKey: 'null',
        authenticatorData: 'without-attested-data',
      },
    })

    const file = JSON.parse(await page.locator('#profile').innerText()) as object
    await passkeys.setSettings({ profile: await passkeys.loadProfile(file) })
    await openPage(true)
    await page.addInitScript(await passkeys.script())
    expect(await record('Mine', [3])).toEqual(recorded)
  } finally {
    await latchkey.end()
  }
})
