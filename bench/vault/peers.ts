/**
 * Databases beside the vault: SQLite (WAL, synchronous=FULL) and lmdb, each with one durable put at a time. They run in a
 * separate Node, which has SQLite built in. Its package and lmdb's are fetched on first use, because only this measurement
 * needs them.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { cacheFolder } from '../../scripts/project-paths'
import { capture } from '../../scripts/run-command'
import { tell } from '../progress'

const PACKAGES = ['lmdb@3.5.6', 'node@24.21.0']
const folder = join(cacheFolder, 'bench-peers')
const node = join(folder, 'node_modules', 'node', 'bin', 'node')

export const PEERS = ['SQLite', 'lmdb'] as const
export type Peer = (typeof PEERS)[number]

const answerSchema = v.object({ ms: v.number() })

/** @returns whether the packages are there. */
export async function fetchPeers(): Promise<boolean> {
  if (existsSync(node)) return true
  tell('vault: fetching SQLite and lmdb')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{}')
  await capture('npm', ['install', '--no-audit', '--no-fund', '--prefix', folder, ...PACKAGES])
  return existsSync(node)
}

export class PeerDatabases {
  readonly #child: ChildProcess

  private constructor(child: ChildProcess) {
    this.#child = child
  }

  /**
   * @param dataFolder for the databases.
   * @returns undefined if the packages were not fetched.
   */
  static start(dataFolder: string): PeerDatabases | undefined {
    if (!existsSync(node)) return undefined
    const script = fileURLToPath(new URL('peer-child.ts', import.meta.url))
    return new PeerDatabases(
      fork(script, [dataFolder, folder], { execPath: node, execArgv: ['--no-warnings'] }),
    )
  }

  /** @returns how long the peer takes for one durable put of this many bytes, in milliseconds. */
  put(peer: Peer, bytes: number): Promise<number> {
    const answer = new Promise<number>((resolve) => {
      this.#child.once('message', (message) => resolve(v.parse(answerSchema, message).ms))
    })
    this.#child.send({ peer, bytes })
    return answer
  }

  stop(): void {
    this.#child.disconnect()
  }
}
