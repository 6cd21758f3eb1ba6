import { utilityProcess } from 'electron'
import { builtFile } from '../desktop/built-file'

/** What tells of a utility process. */
export interface UtilityEvents {
  message(message: unknown): void
  /** The process has ended, or could not be started. */
  ended(): void
}

/** A process of Electron that runs a module of ours on Node. */
export interface UtilityProcess<Message> {
  send(message: Message): void
  /** Ends the process at once, whatever it does: it may hang. */
  end(): void
}

export interface UtilityOptions {
  /** The built module, in `out/main`. */
  readonly module: string
  /** As lists of processes show it. */
  readonly name: string
  /** The working folder; that of this process by default. */
  readonly folder?: string
}

/** Does not wait for the process, and does not throw. Only for an app that is ready. */
export function startUtilityProcess<Message>(
  { module, name, folder }: UtilityOptions,
  events: UtilityEvents,
): UtilityProcess<Message> {
  const helper = utilityProcess.fork(builtFile('main', module), [], {
    serviceName: name,
    // What a library writes is no message of ours, and nobody checks it for secrets.
    stdio: 'ignore',
    ...(folder !== undefined && { cwd: folder }),
  })
  let isUnwanted = false
  // `kill()` would send SIGTERM and wait for the process to end. A process that is still being started has no id yet.
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
