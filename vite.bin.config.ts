import { readFileSync } from 'node:fs'
import { defineConfig } from 'vite'
import { collectLicenses } from './scripts/license-plugin.ts'

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }

/** The command of the npm package, for Node: one file. */
export default defineConfig({
  publicDir: false,
  define: { __LATCHKEY_VERSION__: JSON.stringify(version) },
  plugins: [collectLicenses('bin')],
  ssr: { noExternal: true },
  build: {
    ssr: 'src/bin/index.ts',
    outDir: 'out/bin',
    target: 'node20.19',
    rolldownOptions: { output: { entryFileNames: 'latchkey.js', codeSplitting: false } },
  },
})
