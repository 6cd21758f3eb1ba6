/** The demo's relying party as a process, for a browser on another computer: `site-process.ts HOST PORT`. */
import { startDemo } from '../../demo/start-demo'

const [, , host = '', port = ''] = process.argv
const { origin } = await startDemo({
  host,
  port: Number(port),
  bridgeScript: null,
})
console.log(origin)
