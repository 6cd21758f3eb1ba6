/**
 * Runs a session's script in every page of a driver's Chromium before the page's own scripts. Uses the DevTools
 * protocol, because a WebDriver command reaches only the current window.
 */
import * as v from 'valibot'
import { WebSocket } from 'ws'
import { getJson } from './get-json'

const PAGES = [{ type: 'page' }, { type: 'iframe' }, { exclude: true }]
/** Each page stops before its first script until the session's script is installed. */
const ATTACH = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true, filter: PAGES }

const versionSchema = v.object({ webSocketDebuggerUrl: v.pipe(v.string(), v.url()) })
const answerSchema = v.object({
  id: v.number(),
  error: v.optional(v.object({ message: v.string() })),
})
const attachedSchema = v.object({
  method: v.literal('Target.attachedToTarget'),
  params: v.object({ sessionId: v.string(), waitingForDebugger: v.boolean() }),
})

export class ChromiumPages {
  readonly #socket: WebSocket
  readonly #script: string
  readonly #fault: (error: unknown) => void
  readonly #waiting = new Map<number, { done: () => void; fail: (error: Error) => void }>()
  readonly #attaching = new Set<Promise<void>>()
  #lastId = 0

  private constructor(socket: WebSocket, script: string, fault: (error: unknown) => void) {
    this.#socket = socket
    this.#script = script
    this.#fault = fault
    socket.on('message', (data) => this.#receive((data as Buffer).toString()))
    socket.on('error', () => socket.terminate())
    socket.on('close', () => this.#end())
  }

  /**
   * Resolves once all open pages have the script.
   *
   * @param address host and port of the browser's debugger, as its driver states it.
   * @param fault receives later errors of single pages.
   * @throws when the browser does not answer.
   */
  static async open(
    address: string,
    script: string,
    fault: (error: unknown) => void,
  ): Promise<ChromiumPages> {
    const { webSocketDebuggerUrl } = v.parse(
      versionSchema,
      await getJson(`http://${address}/json/version`),
    )
    const socket = new WebSocket(webSocketDebuggerUrl, { perMessageDeflate: false })
    await new Promise((resolve, reject) => {
      socket.once('open', resolve)
      socket.once('error', reject)
    })
    const pages = new ChromiumPages(socket, script, fault)
    await pages.#send('Target.setAutoAttach', ATTACH)
    await Promise.all(pages.#attaching)
    return pages
  }

  close(): void {
    this.#socket.close()
  }

  #follow(attached: Attached): void {
    // The page may close before it has the script. That is not a fault of the session.
    const attaching = this.#attach(attached).catch(this.#fault)
    this.#attaching.add(attaching)
    void attaching.then(() => this.#attaching.delete(attaching))
  }

  async #attach({ sessionId, waitingForDebugger }: Attached): Promise<void> {
    const toPage = (method: string, params: object = {}) => this.#send(method, params, sessionId)
    const source = this.#script
    await Promise.all([
      toPage('Page.enable'),
      toPage('Target.setAutoAttach', ATTACH),
      toPage('Page.addScriptToEvaluateOnNewDocument', {
        source,
        runImmediately: !waitingForDebugger,
      }),
      toPage('Runtime.runIfWaitingForDebugger'),
    ])
  }

  #send(method: string, params: object, sessionId?: string): Promise<void> {
    const id = ++this.#lastId
    return new Promise((done, fail) => {
      this.#waiting.set(id, { done, fail })
      this.#socket.send(JSON.stringify({ id, method, params, sessionId }))
    })
  }

  #receive(message: string): void {
    const json: unknown = JSON.parse(message)
    const attached = v.safeParse(attachedSchema, json)
    if (attached.success) this.#follow(attached.output.params)
    const answer = v.safeParse(answerSchema, json)
    if (!answer.success) return
    const { id, error } = answer.output
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (error) waiting?.fail(new Error(error.message))
    else waiting?.done()
  }

  #end(): void {
    for (const { done } of this.#waiting.values()) done()
    this.#waiting.clear()
  }
}

type Attached = v.InferOutput<typeof attachedSchema>['params']
