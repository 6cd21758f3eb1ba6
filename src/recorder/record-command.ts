/** `latchkey record-provider`: serves the page that records a provider, until it is interrupted. */
import { CommandEnd, EXIT } from '../cli/exit-codes'
import { portFault } from '../cli/port-fault'
import { readPort } from './arguments'
import { startRecorder } from './recorder-server'

export interface RecordStreams {
  readonly out: (text: string) => Promise<void>
  /** Aborts when the user ends the command. */
  readonly ended: AbortSignal
}

/**
 * @param args the arguments after the command's name.
 * @returns the exit code.
 * @throws {CommandEnd} `usage`, or `failed` when the port is taken.
 */
export async function serveRecorder(
  args: readonly string[],
  { out, ended }: RecordStreams,
): Promise<number> {
  const server = await start(
    readPort(args),
    (title) => void out(`Made a profile of ${JSON.stringify(title)}.\n`),
  )
  await out(`Open ${server.url} in the browser whose provider you want to record. Ctrl+C ends.\n`)
  await new Promise<void>((resolve) => {
    if (ended.aborted) resolve()
    ended.addEventListener('abort', () => resolve(), { once: true })
  })
  await server.close()
  return EXIT.ok
}

async function start(port: number, made: (title: string) => void) {
  try {
    return await startRecorder(port, made)
  } catch (error) {
    const fault = portFault(error, port)
    const why = (fault as Error).message
    throw new CommandEnd(EXIT.failed, fault === error ? `The page cannot be served: ${why}` : why)
  }
}
