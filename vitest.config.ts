import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { FileOrder } from './test/support/file-order.ts'

/** The e2e stage starts as many desktops as end-to-end files may run at the same time (scripts/test.ts). */
const desktops = JSON.parse(process.env.LATCHKEY_DESKTOPS ?? '[null]') as unknown[]

const onDesktops = {
  testTimeout: 240_000,
  hookTimeout: 240_000,
  expect: { poll: { timeout: 60_000 } },
  // On one desktop, the tests of several files would take each other's focus, tray and keychain.
  setupFiles: ['test/support/own-desktop.ts'],
  maxWorkers: desktops.length,
}

export default defineConfig({
  test: {
    sequence: { sequencer: FileOrder },
    projects: [
      {
        plugins: [vue()],
        test: {
          name: 'unit',
          setupFiles: ['test/support/same-chance.ts', 'test/support/clean-window.ts'],
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/looks/**', 'test/drivers/**', 'test/package/**'],
          // Most files take less time than the start of a process and the import of what they test. So the files of
          // one environment share a process for each core, and its modules. A test leaves nothing behind in them.
          isolate: false,
          maxWorkers: '100%',
          // A busy machine may take many times as long as an idle one. A test that hangs still ends.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 20_000 } },
        },
      },
      {
        test: {
          ...onDesktops,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          // As above: to import Playwright and what drives it took a sixth of the processor's time of a small file.
          isolate: false,
        },
      },
      { test: { ...onDesktops, name: 'looks', include: ['test/looks/**/*.test.ts'] } },
      { test: { ...onDesktops, name: 'drivers', include: ['test/drivers/**/*.test.ts'] } },
      {
        test: {
          name: 'package',
          include: ['test/package/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 600_000, // apt fetches what the package depends on
        },
      },
    ],
  },
})
