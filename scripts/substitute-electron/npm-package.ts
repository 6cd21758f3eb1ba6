// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- whoever compiles this file needs it
/// <reference path="./npmcli-config.d.ts" />
import { pipeline } from 'node:stream/promises'
import Config from '@npmcli/config'
import npmSettings from '@npmcli/config/lib/definitions'
import pacote from 'pacote'
import { extract } from 'tar'
import { showProgress } from '../progress'
import { projectFolder } from '../project-paths'

/** A package to fetch, pinned to its content. */
export interface PinnedPackage {
  /** Name and exact version. */
  readonly spec: string
  /** The tarball's hash, as in a lock file. */
  readonly integrity: string
  /** The tarball's size. */
  readonly bytes: number
  /** What the progress line says. */
  readonly what: string
  /** A folder that exists. */
  readonly to: string
}

/**
 * Fetches a package by the user's npm configuration (registry, proxy, certificates, cache) and unpacks it.
 *
 * @throws when it cannot be fetched, or is not the one that was pinned
 */
export async function fetchNpmPackage(pinned: PinnedPackage): Promise<void> {
  const progress = showProgress(pinned.what)
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

/** What npm itself would fetch with. */
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
