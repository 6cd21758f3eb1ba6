import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig, type Plugin, type UserConfig } from 'vite'
import { collectLicenses } from './scripts/license-plugin.ts'

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }

/**
 * Properties that only the script's own parts say to each other, which may be shortened. None of them
 * is a name of the DOM, of a message, or of the language.
 */
const INNER_NAMES = new RegExp(
  `^(${[
    'allows|becomesReady|connectIfPaired|connection|conversation|convert|createCredential',
    'creation|declaredBy|descriptor|explainAbsence|fallback|forget|giveWay|grants|greet',
    'grantsIn|greeted|greeter|hmac|isAbsent|isActivated|isAwaited|isForbiddenByPolicy|isFullyActive',
    'isListening|isPrerendering|localNetworkPermission|mayPair|mayWaitForApp|native|openSocket|opened',
    'pageName|patchElements|randomBytes|received|request|required|see|showCode|suspend|whenVisible',
  ].join('|')})$`,
)

/** The page's script: one classic script without a module system, since it must run before the page. */
export default defineConfig(scriptConfig('index', 'latchkey'))

/**
 * @param entry a file of `src/page`, without its extension.
 * @param name of the script that it becomes.
 */
export function scriptConfig(entry: string, name: string): UserConfig {
  return {
    publicDir: false,
    define: { __LATCHKEY_VERSION__: JSON.stringify(version) },
    plugins: [collapseStyles(), shipTypes(), collectLicenses('page')],
    build: {
      outDir: 'out/page',
      emptyOutDir: false,
      target: 'es2022',
      lib: {
        entry: `src/page/${entry}.ts`,
        formats: ['iife'],
        name: 'latchkeyScript',
        fileName: () => `${name}.js`,
      },
      rolldownOptions: {
        // Schemas are built when their module loads. Unused, they must leave nothing behind.
        treeshake: { propertyReadSideEffects: false, manualPureFunctions: ['base64urlOf'] },
        output: {
          strict: true,
          minify: { compress: true, mangle: true, mangleProps: { include: INNER_NAMES } },
        },
      },
    },
  }
}

/** The overlay's styles are written to be read. */
function collapseStyles(): Plugin {
  return {
    name: 'latchkey:collapse-styles',
    transform: (code, id) =>
      id.endsWith('overlay.ts')
        ? code.replace(/(?<=STYLES = `)[^`]*/, (styles) =>
            styles.replace(/\s*([\s{}:;,])\s*/g, '$1'),
          )
        : undefined,
  }
}

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
