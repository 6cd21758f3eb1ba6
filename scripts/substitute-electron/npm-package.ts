// oxlint-disable-next-line typescript/triple-slash-reference -- compiling this file needs the types
/// <reference path="./npmcli-config.d.ts" />
import { pipeline } from 'node:stream/promises'
import Config from '@npmcli/config'
import npmSettings from '@npmcli/config/lib/definitions'
import pacote from 'pacote'
import { extract } from 'tar'
import { showProgress } from '../progress'
import { projectFolder } from '../project-paths'

/** An npm package to fetch, pinned to its content. */
export interface PinnedPackage {
  /** Name and exact version. */
  readonly spec: string
  /** The tarball's hash, as in a lock file. */
  readonly integrity: string
  /** The tarball's size. */
  readonly bytes: number
  /** The beginning of the progress line. */
  readonly label: string
  /** The folder to unpack to. It must exist. */
  readonly to: string
}

/**
 * Fetches a package with the user's npm configuration (registry, proxy, certificates, cache) and unpacks it.
 *
 * @throws when the package cannot be fetched or its content does not match the pinned hash
 */
export async function fetchNpmPackage(pinned: PinnedPackage): Promise<void> {
  const progress = showProgress(pinned.label)
  const options = { ...(await npmOptions()), integrity: pinned.integrity }
  try {
    await pacote.tarball.stream(
      pinned.spec,
      async (tarball) => {
        let bytes = 0
        tarball.on('data', (chunk: Buffer) => progress.at((bytes += chunk.length), pinned.bytes))
        await pipeline(tarball, extract({ cwd: pinned.to, strip: 1 }))
      },
      options,
    )
  } finally {
    progress.end()
  }
}

/** The options that npm itself would use. */
async function npmOptions(): Promise<Record<string, unknown>> {
  const config = new Config({
    npmPath: projectFolder,
    ...npmSettings,
    argv: [],
    cwd: projectFolder,
  })
  await config.load()
  return config.flat
}
