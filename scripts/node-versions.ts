/** The versions of Node that the npm package is tested with. npm's packages `node-OS-ARCH` carry them. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from './project-paths'
import { capture } from './run-command'

/** The oldest that `engines` allows, and the two that are maintained. */
export const NODE_VERSIONS = ['20.19.5', '22.22.2', '24.21.0'] as const

export type NodeVersion = (typeof NODE_VERSIONS)[number]

const folder = join(cacheFolder, 'nodes')

/** The path of that Node, once {@link fetchNodes} has fetched it. */
export function nodeOf(version: NodeVersion): string {
  const program = process.platform === 'win32' ? 'node.exe' : 'node'
  return join(folder, 'node_modules', `node-${version}`, 'bin', program)
}

/** @throws when npm cannot fetch them. */
export async function fetchNodes(): Promise<void> {
  if (NODE_VERSIONS.every((version) => existsSync(nodeOf(version)))) return
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{"private":true}')
  const carrier = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const { output } = await capture('npm', [
    'install',
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
    '--prefix',
    folder,
    ...NODE_VERSIONS.map((version) => `node-${version}@npm:${carrier}@${version}`),
  ])
  const missing = NODE_VERSIONS.filter((version) => !existsSync(nodeOf(version)))
  if (missing.length > 0) throw new Error(`npm brings no Node ${missing.join(', ')}:\n${output}`)
}
