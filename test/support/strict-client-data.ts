/** The client data as a relying party checks it (WebAuthn §7.1 steps 5 to 11, §7.2 steps 8 to 14). */
import { assert } from './strict-checks'

export interface ExpectedClient {
  readonly challenge: string
  readonly origin: string
  readonly crossOrigin?: boolean
  readonly topOrigin?: string | null
}

/** @throws {assert.AssertionError} naming the first step that fails. */
export function checkClientData(data: Uint8Array, type: string, expected: ExpectedClient): void {
  const { origin, challenge, crossOrigin = false, topOrigin = null } = expected
  // “UTF-8 decode”: removes a byte order mark, and replaces invalid bytes by U+FFFD.
  const client = JSON.parse(new TextDecoder().decode(data)) as unknown
  assert(isObject(client), 'the client data is an object')
  assert.equal(client.type, type, 'the type')
  assert.equal(client.challenge, challenge, 'the challenge')
  assert.equal(client.origin, origin, 'the origin')
  if (client.crossOrigin === true) assert(crossOrigin, 'no cross-origin frame is expected')
  if (client.topOrigin !== undefined) {
    assert(crossOrigin, 'no frame is expected')
    assert.equal(client.topOrigin, topOrigin, 'the top origin')
  }
}

/** Beyond a relying party's steps: the bytes of §5.8.1.1 that a client must write. */
export function checkSerialisation(
  data: Uint8Array,
  type: string,
  { challenge, origin, crossOrigin = false, topOrigin = null }: ExpectedClient,
): void {
  const text = Buffer.from(data).toString('utf8')
  const start =
    `{"type":"${type}","challenge":"${challenge}","origin":"${origin}"` +
    `,"crossOrigin":${String(crossOrigin)}` +
    (topOrigin === null ? '' : `,"topOrigin":"${topOrigin}"`)
  assert(text.startsWith(start), `the client data’s exact beginning: ${text.slice(0, 300)}`)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
