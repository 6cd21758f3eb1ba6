/** Started many times at once: writes to one file when it gets the lock and when it gives it back. */
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { withStartLock } from '../../src/main/start/single-start'

const [folder = ''] = process.argv.slice(2)
const say = (word: string) => appendFileSync(join(folder, 'said'), `${word}\n`)

withStartLock(folder, () => {
  say('begin')
  // Long enough for the others to start: a test then notices a lock that does not hold.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 30)
  say('end')
})
