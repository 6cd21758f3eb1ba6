import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { json } from 'node:stream/consumers'

/** @throws when the server does not answer or the answer is not JSON. */
export async function getJson(url: string): Promise<unknown> {
  const [response] = (await once(get(url, { agent: false }), 'response')) as [IncomingMessage]
  return json(response)
}
