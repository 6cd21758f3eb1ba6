import { utilityProcess } from 'electron'
import { builtFile } from '../desktop/built-file'
import type { Clock } from '../platform/ports'
import { HelperKeychain } from '../vault/helper-keychain'
import type { HelperEvents, HelperProcess } from '../vault/keyring-process'

/**
 * The keychain of this computer, asked in a utility process. Only for an app that is ready.
 *
 * @param service the name of our items in the keychain.
 */
export function systemKeychain(service: string, clock: Clock): HelperKeychain {
  return new HelperKeychain({ service, start: startUtilityProcess, clock })
}

function startUtilityProcess(events: HelperEvents): HelperProcess {
  const helper = utilityProcess.fork(builtFile('main', 'keyring-helper.js'), [], {
    serviceName: 'Latchkey Keyring',
    // What a library writes about a call is no message of ours, and nobody checks it for secrets.
    stdio: 'ignore',
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
    send: (request) => helper.postMessage(request),
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
