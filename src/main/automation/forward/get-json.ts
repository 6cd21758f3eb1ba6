import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { json } from 'node:stream/consumers'

/** @throws when nobody answers, or not with JSON. */
export async function getJson(url: string): Promise<unknown> {
  const [response] = (await once(get(url, { agent: false }), 'response')) as [IncomingMessage]
  return json(response)
}
