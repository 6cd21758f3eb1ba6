import { readFileSync } from 'node:fs'
import { defineConfig } from 'vite'
import { asciiOnly } from './scripts/ascii-plugin.ts'
import { collectLicenses } from './scripts/license-plugin.ts'

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }

/**
 * Latchkey for test drivers, for Node, with all that it needs. What the address does not need is a chunk, which is loaded
 * once the address is known. Names stay, because stack traces contain them.
 */
export default defineConfig({
  publicDir: false,
  define: { __LATCHKEY_VERSION__: JSON.stringify(version) },
  plugins: [collectLicenses('automation'), asciiOnly()],
  // The entry of cbor-x without native code, because the loader of the native code searches the disk.
  resolve: { alias: [{ find: /^cbor-x$/, replacement: 'cbor-x/encode' }] },
  ssr: { noExternal: true },
  build: {
    ssr: true,
    outDir: 'out/automation',
    target: 'node20.19',
    rolldownOptions: {
      checks: { bundlerTimings: false },
      input: {
        'latchkey-automation': 'src/automation/index.ts',
        'in-process': 'src/automation/in-process.ts',
      },
      output: {
        entryFileNames: '[name].js',
        // Beside the entries, because a chunk finds the page's script by its own place.
        chunkFileNames: '[name].js',
        minify: { compress: true, mangle: false, codegen: true },
      },
    },
  },
})
