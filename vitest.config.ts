import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { NodeFirst } from './test/support/node-first.ts'

export default defineConfig({
  test: {
    sequence: { sequencer: NodeFirst },
    projects: [
      {
        plugins: [vue()],
        test: {
          name: 'unit',
          setupFiles: ['test/support/same-chance.ts', 'test/support/clean-window.ts'],
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/package/**'],
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
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          // The tests share one desktop and one keychain, so their apps and browsers must not run at the same time.
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 240_000,
          expect: { poll: { timeout: 60_000 } },
        },
      },
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
