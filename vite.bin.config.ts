import { readFileSync } from 'node:fs'
import { defineConfig } from 'vite'
import { collectLicenses } from './scripts/license-plugin.ts'

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }

/**
 * The command of the npm package, for Node. What only one command needs is a chunk, so that the others start without it.
 * The chunks stand as deep as `playwright/client`, because the client in them finds automation by its place.
 */
export default defineConfig({
  publicDir: false,
  define: { __LATCHKEY_VERSION__: JSON.stringify(version) },
  plugins: [collectLicenses('bin')],
  ssr: { noExternal: true },
  build: {
    ssr: true,
    outDir: 'out/bin',
    target: 'node20.19',
    rolldownOptions: {
      checks: { bundlerTimings: false },
      input: {
        latchkey: 'src/bin/index.ts',
        'verifier-worker': 'src/case/verifier/verifier-worker.ts',
      },
      output: { entryFileNames: '[name].js', chunkFileNames: 'commands/[name].js' },
    },
  },
})
