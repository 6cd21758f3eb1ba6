/** Runs in a Node that has SQLite. Puts one value into the database that a message names, and answers with the time. */
import { randomBytes, randomUUID } from 'node:crypto'
import { createRequire } from 'node:module'
import { join } from 'node:path'

interface Lmdb {
  open(options: { path: string; overlappingSync: boolean }): {
    put(key: string, value: Uint8Array): Promise<boolean>
  }
}

interface Sqlite {
  DatabaseSync: new (path: string) => {
    exec(sql: string): void
    prepare(sql: string): { run(...values: readonly unknown[]): unknown }
  }
}

const [dataFolder = '', packages = ''] = process.argv.slice(2)
const require = createRequire(join(packages, 'index.js'))
const lmdbModule = require('lmdb') as Lmdb
const { DatabaseSync } = require('node:sqlite') as Sqlite

// Without overlapping, a put is answered when it is on the disk.
const lmdb = lmdbModule.open({ path: join(dataFolder, 'lmdb'), overlappingSync: false })
const sqlite = new DatabaseSync(join(dataFolder, 'sqlite.db'))
sqlite.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
sqlite.exec('CREATE TABLE passkeys (key TEXT PRIMARY KEY, value BLOB)')
const insert = sqlite.prepare('INSERT INTO passkeys VALUES (?, ?)')

process.on('message', ({ peer, bytes }: { peer: string; bytes: number }) => {
  const [key, value] = [randomUUID(), randomBytes(bytes)]
  const start = performance.now()
  const done = peer === 'lmdb' ? lmdb.put(key, value) : Promise.resolve(insert.run(key, value))
  void done.then(() => process.send?.({ ms: performance.now() - start }))
})
