/** A process that writes to its log and to its terminal as the app does, when its parent tells it to. */
import { setImmediate as turn } from 'node:timers/promises'
import { endOnUncaughtException } from '../../src/main/start/uncaught-failures'
import { openLog } from '../../src/main/platform/log'

const { log } = openLog(process.argv[2]!)
endOnUncaughtException(log, { tell: () => {}, exit: (code) => process.exit(code) })
process.once('message', () => void write())
process.send?.('ready')

async function write(): Promise<void> {
  log.error('first')
  // Far more turns of the event loop than the report of a failed write needs.
  for (let i = 0; i < 1000; i++) await turn()
  log.error('second')
  for (let i = 0; i < 1000; i++) await turn()
  process.exit()
}
