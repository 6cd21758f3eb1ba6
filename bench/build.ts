import { writeFileSync } from 'node:fs'
import { build } from 'vite'
import { inProject } from '../scripts/project-paths'

/** The oldest Node version that Latchkey runs on; see electron.vite.config.ts. */
const NODE = 'node20.18'

/** Bundles the measured Electron main process into out/bench, with the options of the app's own bundle. */
export async function buildMeasuredApp(): Promise<void> {
  await build({
    configFile: false,
    root: inProject(),
    logLevel: 'warn',
    publicDir: false,
    resolve: { alias: [{ find: /^cbor-x$/, replacement: 'cbor-x/encode' }] },
    ssr: { noExternal: true },
    build: {
      ssr: 'bench/browser/electron-main.ts',
      outDir: 'out/bench',
      target: NODE,
      minify: false,
      rolldownOptions: {
        external: ['electron', 'keytar'],
        output: { format: 'es', entryFileNames: 'main.js' },
      },
    },
  })
  const manifest = { name: 'latchkey-bench', version: '0.0.0', type: 'module', main: 'main.js' }
  writeFileSync(inProject('out', 'bench', 'package.json'), JSON.stringify(manifest))
}

/** @returns the code of the script that runs in the measured pages. */
export async function buildContest(): Promise<string> {
  const built = await build({
    configFile: false,
    root: inProject(),
    logLevel: 'warn',
    publicDir: false,
    build: {
      write: false,
      target: 'es2023',
      lib: { entry: 'bench/browser/contest.ts', formats: ['iife'], name: 'contestScript' },
    },
  })
  const [output] = Array.isArray(built) ? built : []
  const chunk = output?.output[0]
  if (!chunk) throw new Error('the script of the measured pages was not built')
  return chunk.code
}
