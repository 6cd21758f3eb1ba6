/** Started many times at once: says when its turn begins and ends, in one file. */
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { startInTurn } from '../../src/main/start/single-start'

const [folder = ''] = process.argv.slice(2)
const say = (word: string) => appendFileSync(join(folder, 'said'), `${word}\n`)

startInTurn(folder, () => {
  say('begin')
  // Long enough for the others to come: a turn that is not kept is seen.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 30)
  say('end')
})
