/**
 * The keyring helper: a separate process that calls the system's keychain for the main process. A calling process may hang,
 * crash, or stay with a keyring daemon that is gone. Then the main process ends the helper and starts a new one.
 *
 * Electron starts it as a utility process. Tests start it with Node. It ends with the process that started it.
 */
import { keytarKeychain, loadKeytar } from './keytar-keychain'
import { serveKeyring, type MainProcess } from './serve-keyring'

interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown
  postMessage(message: unknown): void
}

/** Electron itself ends its utility process in any state. */
function electronMain(port: ParentPort): MainProcess {
  return {
    onMessage: (listener) => port.on('message', ({ data }) => listener(data)),
    send: (reply) => port.postMessage(reply),
  }
}

function nodeMain(): MainProcess {
  process.on('disconnect', end)
  return {
    onMessage: (listener) => process.on('message', listener),
    send: (reply) => process.send?.(reply),
  }
}

/** `process.exit()` would wait for a hanging call. */
function end(): void {
  process.kill(process.pid, 'SIGKILL')
}

const { parentPort } = process as { readonly parentPort?: ParentPort }
serveKeyring(parentPort ? electronMain(parentPort) : nodeMain(), keytarKeychain, end)
// Loads early, while the main process still prepares its first request. That request reports an error.
loadKeytar().catch(() => undefined)
