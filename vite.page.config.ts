import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig, type Plugin } from 'vite'
import { collectLicenses } from './scripts/license-plugin.ts'

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }

/** The page's script: one classic script without a module system, since it must run before the page. */
export default defineConfig({
  publicDir: false,
  define: { __LATCHKEY_VERSION__: JSON.stringify(version) },
  plugins: [shipTypes(), collectLicenses('page')],
  build: {
    outDir: 'out/page',
    target: 'es2022',
    lib: {
      entry: 'src/page/index.ts',
      formats: ['iife'],
      name: 'latchkeyScript',
      fileName: () => 'latchkey.js',
    },
    rolldownOptions: {
      // Schemas are built when their module loads. Unused, they must leave nothing behind.
      treeshake: { propertyReadSideEffects: false, manualPureFunctions: ['base64urlOf'] },
      output: { strict: true },
    },
  },
})

/** Puts the type declarations of `window.latchkey` beside the script. */
function shipTypes(): Plugin {
  let outDir = ''
  return {
    name: 'latchkey:ship-types',
    configResolved: (config) => {
      outDir = config.build.outDir
    },
    writeBundle: () => copyFileSync('src/page/latchkey.d.ts', join(outDir, 'latchkey.d.ts')),
  }
}
