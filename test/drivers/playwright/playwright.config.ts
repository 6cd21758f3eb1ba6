/** A project of a test author, installed from the package: test/drivers/playwright-fixture.test.ts runs it. */
import { defineConfig } from '@playwright/test'
import type { LatchkeyOptions } from 'latchkey/playwright'

const {
  SITE = '',
  BROWSER_PATH = '',
  BROWSER_ARGUMENTS = '[]',
  OUTPUT_FOLDER = '',
  ONLY_FIRST,
} = process.env

const all = [
  // The environment names another Latchkey.
  { name: 'starts Latchkey', testMatch: 'fixture.spec.ts', use: { latchkeyOptions: {} } },
  { name: 'connects to Latchkey', testMatch: 'connected.spec.ts' },
]

export default defineConfig<object, LatchkeyOptions>({
  testDir: '.',
  outputDir: OUTPUT_FOLDER,
  workers: 1,
  // A busy machine may take many times as long as an idle one.
  timeout: 240_000,
  expect: { timeout: 90_000 },
  reporter: 'json',
  use: {
    baseURL: SITE,
    // The site's policy allows only the site itself, and the bridge of a session has its own port.
    bypassCSP: true,
    launchOptions: {
      executablePath: BROWSER_PATH,
      args: JSON.parse(BROWSER_ARGUMENTS) as string[],
    },
  },
  projects:
    ONLY_FIRST === undefined
      ? all
      : [
          {
            name: 'first',
            testMatch: [
              'first.spec.ts',
              'faults.spec.ts',
              'devices.spec.ts',
              'audit.spec.js',
              'audit-card.spec.js',
            ],
          },
        ],
})
