/** Started many times at once. Writes to one file when it gets the lock and when it releases the lock. */
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { withStartLock } from '../../src/main/start/single-start'

const [folder = ''] = process.argv.slice(2)
const say = (word: string) => appendFileSync(join(folder, 'said'), `${word}\n`)

withStartLock(folder, () => {
  say('begin')
  // Long enough for the other processes to start, so that a test notices a lock that does not work.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 30)
  say('end')
})
