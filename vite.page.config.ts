import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig, type Plugin, type UserConfig } from 'vite'
import { asciiOnly } from './scripts/ascii-plugin.ts'
import { collectLicenses } from './scripts/license-plugin.ts'

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }

/** The page script: one classic script without modules, because it must run before the page's own scripts. */
export default defineConfig(scriptConfig('index', 'latchkey', ''))

/**
 * @param entry a file of `src/page`, without its extension.
 * @param name the name of the built script, without its extension.
 * @param intro what the script does before its modules run.
 */
export function scriptConfig(entry: string, name: string, intro: string): UserConfig {
  return {
    publicDir: false,
    define: { __LATCHKEY_VERSION__: JSON.stringify(version) },
    plugins: [shipTypes(), collectLicenses('page'), asciiOnly()],
    build: {
      outDir: 'out/page',
      // Two builds share the folder; scripts/build-page.ts empties it before the first.
      emptyOutDir: false,
      target: 'es2022',
      lib: {
        entry: `src/page/${entry}.ts`,
        formats: ['iife'],
        name: 'latchkeyScript',
        fileName: () => `${name}.js`,
      },
      rolldownOptions: {
        checks: { bundlerTimings: false },
        // Schemas are built, and built-in functions are taken, when their module loads. These options remove the code of unused
        // ones.
        treeshake: {
          propertyReadSideEffects: false,
          manualPureFunctions: ['base64urlOf', 'method', 'getter'],
        },
        output: { strict: true, minify: true, intro },
      },
    },
  }
}

/** Copies the type declarations of `window.latchkey` beside the script. */
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
