import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { downloadArtifact } from '@electron/get'
import { showProgress } from './progress'
import { run } from './run-command'

/** A download fails when no data arrives for this long. */
const STALLED_AFTER_MS = 20_000

/**
 * Downloads the binary of Electron's npm package, from the package's own source to the package's own folder.
 *
 * @param npmPackage the folder of the npm package `electron`
 * @throws when the download fails or does not match the package's checksums
 */
export async function downloadElectron(npmPackage: string): Promise<void> {
  const { version } = readJson(join(npmPackage, 'package.json')) as { version: string }
  const stalled = new AbortController()
  let timer = setTimeout(giveUp, STALLED_AFTER_MS)
  function giveUp(): void {
    stalled.abort(new Error(`nothing came for ${STALLED_AFTER_MS / 1000} s`))
  }
  const cacheRoot = process.env.electron_config_cache
  console.error(`Electron ${version} is not here yet. It is downloaded now, once.`)
  const progress = showProgress(`Downloading Electron ${version}`)
  try {
    await downloadArtifact({
      version,
      artifactName: 'electron',
      platform: process.platform,
      arch: process.arch,
      ...(cacheRoot === undefined ? {} : { cacheRoot }),
      checksums: readJson(join(npmPackage, 'checksums.json')) as Record<string, string>,
      downloadOptions: {
        quiet: true,
        signal: stalled.signal,
        getProgressCallback: ({ transferred, total }: Transfer) => {
          clearTimeout(timer)
          timer = setTimeout(giveUp, STALLED_AFTER_MS)
          progress.at(transferred, total ?? undefined)
        },
      },
    })
  } catch (error) {
    throw new Error(`version ${version} could not be downloaded (${reason(error)})`, {
      cause: error,
    })
  } finally {
    clearTimeout(timer)
    progress.end()
  }
  // The package's own script finds the archive in the cache and unpacks it.
  const status = await run(process.execPath, [join(npmPackage, 'install.js')], {
    stdio: ['ignore', 2, 2],
  })
  if (status !== 0) throw new Error(`version ${version} could not be unpacked`)
}

interface Transfer {
  readonly transferred: number
  readonly total: number | null
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** Uses the error's cause, because the message `fetch failed` does not say what failed. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message
}
