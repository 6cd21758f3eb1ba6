/**
 * The keyring helper: a process of its own that asks the system's keychain for the main process, because a process that
 * asks may hang, crash, or keep to a keyring daemon that is gone. The main process ends it and starts another one.
 *
 * Electron starts it as a utility process; tests start it with Node. It ends with the process that started it.
 */
import { keytarKeychain, loadKeytar } from './keytar-keychain'
import { serveKeyring, type MainProcess } from './serve-keyring'

interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown
  postMessage(message: unknown): void
}

/** Electron ends its utility process itself, in whatever state that is. */
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

/** `process.exit()` would wait for a call that hangs. */
function end(): void {
  process.kill(process.pid, 'SIGKILL')
}

const { parentPort } = process as { readonly parentPort?: ParentPort }
serveKeyring(parentPort ? electronMain(parentPort) : nodeMain(), keytarKeychain, end)
// While the main process still prepares its first request. The request tells what is wrong.
loadKeytar().catch(() => undefined)
