/**
 * The relying party to try Latchkey with: `npx tsx demo/server.ts [--port 47810] [--bridge-port 47801]`.
 * It listens on this machine only and keeps its state in memory. Do not use it as a model for a real relying party.
 */
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { bridgeScriptAt, DEMO_PORT, startDemo } from './start-demo'

const DEFAULT_BRIDGE_PORT = 47_801

/** @throws unless the option is left out or has a port number. */
export function portNumber(option: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value)
  throw new Error(`--${option} needs a port number from 0 to 65535.`)
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { port: { type: 'string' }, 'bridge-port': { type: 'string' } },
  })
  const port = portNumber('port', values.port) ?? DEMO_PORT
  const bridgePort = portNumber('bridge-port', values['bridge-port']) ?? DEFAULT_BRIDGE_PORT
  const demo = await startDemo({ port, bridgeScript: bridgeScriptAt(bridgePort) })
  console.log(`listening on ${demo.origin}`)
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().catch((error: unknown) => {
    console.error(`demo: cannot start: ${error instanceof Error ? error.message : String(error)}`)
    process.exitCode = 1
  })
}
