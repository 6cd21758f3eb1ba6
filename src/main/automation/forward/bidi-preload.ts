/** Adds a script to every page of a browser before the page's own scripts, by WebDriver BiDi (§7.8.4.1). */
import * as v from 'valibot'
import { WebSocket } from 'ws'

/** How long the browser may take to accept the connection. */
const HANDSHAKE_MS = 10_000

/** Latchkey sends only one command on a connection. */
const ID = 1

const answerSchema = v.variant('type', [
  v.object({ type: v.literal('success'), id: v.literal(ID) }),
  v.object({ type: v.literal('error'), id: v.literal(ID), error: v.string() }),
])

/**
 * Resolves once every document that the browser loads from now on has the script, in any tab, window or frame. Opens its own
 * connection to the BiDi session, and closes it afterwards. The script stays until the session ends.
 *
 * @param url of the BiDi session.
 * @throws when the browser does not answer, or refuses the script.
 */
export async function addPreloadScript(url: string, script: string): Promise<void> {
  const socket = new WebSocket(url, { perMessageDeflate: false, handshakeTimeout: HANDSHAKE_MS })
  try {
    await new Promise<void>((resolve, reject) => {
      socket.on('open', () => socket.send(JSON.stringify(commandFor(script))))
      socket.on('message', (data) => {
        const answer = answerIn((data as Buffer).toString())
        if (answer?.type === 'success') resolve()
        // The message of an error may quote the script, which has the session's token.
        else if (answer) reject(new Error(`the browser refused the script: ${answer.error}`))
      })
      socket.on('error', reject)
      socket.on('close', () => reject(new Error('the browser closed the connection')))
    })
  } finally {
    socket.close()
  }
}

function commandFor(script: string): object {
  // The line break ends a comment in the script's last line.
  const functionDeclaration = `() => { ${script}\n}`
  return { id: ID, method: 'script.addPreloadScript', params: { functionDeclaration } }
}

/** @returns undefined for all other messages, because the client's subscriptions send events to every connection. */
function answerIn(message: string): v.InferOutput<typeof answerSchema> | undefined {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), answerSchema), message)
  return parsed.success ? parsed.output : undefined
}
