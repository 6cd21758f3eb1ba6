/** Makes the tarball of an npm package. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { capture } from '../run-command'
import { filesIn, packageFaults } from './package-faults'

interface Packed {
  readonly filename: string
  readonly size: number
  readonly files: readonly { readonly path: string }[]
}

/**
 * @param folder the package, put together.
 * @param to the folder for the tarball.
 * @returns the path of the tarball, and its size in bytes.
 * @throws when the package is incomplete, or npm leaves a file out.
 */
export async function packNpmPackage(
  folder: string,
  to: string,
): Promise<{ readonly file: string; readonly bytes: number }> {
  const faults = packageFaults(folder)
  if (faults.length > 0) throw new Error(`The npm package is incomplete:\n${faults.join('\n')}`)
  mkdirSync(to, { recursive: true })
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', to]
  const { status, stdout, output } = await capture('npm', args, { cwd: folder })
  if (status !== 0) throw new Error(`npm pack failed:\n${output}`)
  const [packed] = JSON.parse(stdout) as readonly Packed[]
  if (!packed) throw new Error('npm pack made nothing')
  const inside = new Set(packed.files.map(({ path }) => path))
  const left = filesIn(folder).filter((file) => !inside.has(file))
  if (left.length > 0) throw new Error(`npm pack leaves files out: ${left.join(', ')}`)
  return { file: join(to, packed.filename), bytes: packed.size }
}
