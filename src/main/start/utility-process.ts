import { utilityProcess } from 'electron'
import { builtFile } from '../desktop/built-file'

/** Events of a utility process. */
export interface UtilityEvents {
  message(message: unknown): void
  /** The process ended, or could not start. */
  ended(): void
}

/** An Electron process that runs one of our modules on Node. */
export interface UtilityProcess<Message> {
  send(message: Message): void
  /** Ends the process at once, even if it hangs. */
  end(): void
}

export interface UtilityOptions {
  /** The built module, in `out/main`. */
  readonly module: string
  /** The name in lists of processes. */
  readonly name: string
  /** The working folder; that of this process by default. */
  readonly folder?: string
}

/** Does not wait for the process, and does not throw. Call it once the app is ready. */
export function startUtilityProcess<Message>(
  { module, name, folder }: UtilityOptions,
  events: UtilityEvents,
): UtilityProcess<Message> {
  const helper = utilityProcess.fork(builtFile('main', module), [], {
    serviceName: name,
    // A library's output is not our message, and may contain secrets.
    stdio: 'ignore',
    ...(folder !== undefined && { cwd: folder }),
  })
  let isUnwanted = false
  // `kill()` would send SIGTERM and wait for the process to end. A process that is still starting has no id yet.
  const kill = (): void => {
    if (helper.pid !== undefined) killNow(helper.pid)
  }
  helper.on('spawn', () => {
    if (isUnwanted) kill()
  })
  helper.on('message', (message: unknown) => events.message(message))
  helper.on('exit', () => events.ended())
  // Without a listener, Node would throw. The process ends after this event.
  helper.on('error', () => undefined)
  return {
    send: (message) => helper.postMessage(message),
    end: () => {
      isUnwanted = true
      kill()
    },
  }
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // The process has just ended.
  }
}
