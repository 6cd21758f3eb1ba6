/**
 * A process or a thread as one file. A thread has no tsx, and for a process that starts often, tsx would take most of the
 * time.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'

export interface BundledProcess {
  /** The file that `node` or a `Worker` runs. */
  readonly file: string
  remove(): Promise<void>
}

/** @param entry its file, from `test/support`. */
export async function bundleProcess(entry: string): Promise<BundledProcess> {
  const outDir = await mkdtemp(join(tmpdir(), 'latchkey-process-'))
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: {
      ssr: join(import.meta.dirname, entry),
      outDir,
      rolldownOptions: { output: { entryFileNames: 'process.mjs' } },
    },
  })
  return {
    file: join(outDir, 'process.mjs'),
    remove: () => rm(outDir, { recursive: true, force: true }),
  }
}
