/** A process of `test/support` as one file, for tests that start it often: tsx takes most of a start's time. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'

export interface BundledProcess {
  /** What `node` runs. */
  readonly file: string
  remove(): Promise<void>
}

/** @param name of the file in `test/support` */
export async function bundleProcess(name: string): Promise<BundledProcess> {
  const outDir = await mkdtemp(join(tmpdir(), 'latchkey-process-'))
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: {
      ssr: join(import.meta.dirname, name),
      outDir,
      rolldownOptions: { output: { entryFileNames: 'process.mjs' } },
    },
  })
  return {
    file: join(outDir, 'process.mjs'),
    remove: () => rm(outDir, { recursive: true, force: true }),
  }
}
