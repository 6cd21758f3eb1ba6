import { readFileSync } from 'node:fs'
import { defineConfig } from 'vite'
import { collectLicenses } from './scripts/license-plugin.ts'

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }

/** Latchkey for test drivers, for Node: one file with all that it needs. */
export default defineConfig({
  publicDir: false,
  define: { __LATCHKEY_VERSION__: JSON.stringify(version) },
  plugins: [collectLicenses('automation')],
  // The entry of cbor-x without native code, because the loader of the native code searches the disk.
  resolve: { alias: [{ find: /^cbor-x$/, replacement: 'cbor-x/encode' }] },
  ssr: { noExternal: true },
  build: {
    ssr: 'src/automation/index.ts',
    outDir: 'out/automation',
    target: 'node20.19',
    rolldownOptions: { output: { entryFileNames: 'latchkey-automation.js', codeSplitting: false } },
  },
})
