/**
 * The demo helper: a separate process that serves the demo's relying party. This keeps the server out of the process that holds
 * the vault. Electron starts the helper as a utility process when the user opens the demo page.
 */
import type { DemoNews } from '../shared/demo-messages'
import { serveDemo } from './serve-demo'

/** Electron's port in a utility process. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown
  postMessage(message: unknown): void
}

const { parentPort } = process as unknown as { readonly parentPort: ParentPort }

serveDemo({
  onMessage: (listener) => parentPort.on('message', ({ data }) => listener(data)),
  send: (news: DemoNews) => parentPort.postMessage(news),
})
