import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElectronRuntime } from './electron-runtime'
import { capture } from './run-command'

/** Compiling takes about a second. An Electron that hangs must not hang the build. */
const TIMEOUT_MS = 60_000

/**
 * Lets Electron compile the modules of the main process, so that the app need not (docs/decisions/0015-code-cache.md).
 *
 * @param modules the folder of the built modules.
 * @throws when Electron cannot be run.
 */
export async function makeCodeCache(
  { executable, switches }: Pick<ElectronRuntime, 'executable' | 'switches'>,
  modules: string,
): Promise<void> {
  const app = mkdtempSync(join(tmpdir(), 'latchkey-code-cache-'))
  try {
    writeFileSync(join(app, 'package.json'), JSON.stringify(MANIFEST))
    const program = JSON.stringify(join(modules, 'make-code-cache.cjs'))
    writeFileSync(join(app, MANIFEST.main), `require(${program})\n`)
    const { status, output } = await capture(executable, [...switches, app], {
      timeout: TIMEOUT_MS,
    })
    if (status !== 0) throw new Error(`the app’s code was not compiled: ${output}`)
  } finally {
    rmSync(app, { recursive: true, force: true })
  }
}

const MANIFEST = { name: 'latchkey-code-cache', version: '0.0.0', main: 'main.cjs' }
