/** Starts the demo's relying party when the main process orders it, and reports its address. */
import * as v from 'valibot'
import { bridgeScriptAt, DEMO_PORT, startDemo, type Demo } from '../../demo/start-demo'
import { demoOrderSchema, type DemoNews, type DemoOrder } from '../shared/demo-messages'

/** The connection to the main process. */
export interface MainProcess {
  onMessage(listener: (message: unknown) => void): void
  send(news: DemoNews): void
}

/** Serves one demo. The main process ends the helper. */
export function serveDemo(main: MainProcess, firstPort = DEMO_PORT): void {
  main.onMessage((message) => {
    start(v.parse(demoOrderSchema, message), firstPort).then(
      ({ origin }) => main.send({ is: 'listening', origin }),
      (error: unknown) => main.send({ is: 'failed', message: wordsOf(error) }),
    )
  })
}

/** If another demo has the usual port, uses any free port. */
async function start({ bridgePort, pageFolder }: DemoOrder, firstPort: number): Promise<Demo> {
  const options = { bridgeScript: bridgeScriptAt(bridgePort), pageFolder }
  try {
    return await startDemo({ ...options, port: firstPort })
  } catch {
    return startDemo({ ...options, port: 0 })
  }
}

function wordsOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 2_000)
}
