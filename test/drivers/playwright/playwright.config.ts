/** The fixture's own tests in a real `playwright test`: test/drivers/playwright-fixture.test.ts starts them. */
import { defineConfig } from '@playwright/test'
import { chromiumArguments } from '../../../demo/drive/chromium-arguments'
import type { LatchkeyOptions } from '../../../playwright/fixture'

const {
  DEMO_ORIGIN = '',
  CHROMIUM_PATH = '',
  LATCHKEY_COMMAND = '[]',
  OUTPUT_FOLDER = '',
} = process.env

export default defineConfig<object, LatchkeyOptions>({
  testDir: '.',
  outputDir: OUTPUT_FOLDER,
  // One that maps no names: `latchkey/playwright` is the built one.
  tsconfig: '../../../tsconfig.json',
  workers: 1,
  // A busy machine may take many times as long as an idle one.
  timeout: 120_000,
  expect: { timeout: 60_000 },
  reporter: 'json',
  use: {
    baseURL: DEMO_ORIGIN,
    // The demo's policy forbids all but itself, and the bridge of a session has a port of its own.
    bypassCSP: true,
    launchOptions: {
      executablePath: CHROMIUM_PATH,
      args: [...chromiumArguments(), '--no-sandbox'],
    },
  },
  projects: [
    {
      name: 'starts Latchkey',
      testMatch: 'demo.spec.ts',
      use: { latchkeyOptions: { command: JSON.parse(LATCHKEY_COMMAND) as string[] } },
    },
    // The environment says where.
    { name: 'connects to Latchkey', testMatch: 'connected.spec.ts' },
  ],
})
