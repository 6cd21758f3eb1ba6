/** The server of the recording page, over real HTTP. */
import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { profileDescription } from '../../src/main/webauthn/providers/provider-profiles'
import { startRecorder, type RecorderServer } from '../../src/recorder/recorder-server'
import { recordProvider } from '../support/recorded-provider'

let recorder: RecorderServer
let made: string[]

beforeEach(async () => {
  made = []
  recorder = await startRecorder(0, (title) => made.push(title))
})
afterEach(() => recorder.close())

interface Sent {
  readonly path?: string
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Node's `fetch` would not let a test choose Host and Origin. */
function send({ path = '/profile', body, headers = {} }: Sent) {
  const { port, origin, host } = new URL(recorder.url)
  const method = body === undefined ? 'GET' : 'POST'
  return new Promise<{ status: number; text: string; headers: object }>((resolve, reject) => {
    const sent = request(
      { host: 'localhost', port, path, method, headers: { host, origin, ...headers } },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            text: Buffer.concat(chunks).toString(),
            headers: response.headers,
          }),
        )
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

const messageOf = ({ text }: { readonly text: string }) =>
  (JSON.parse(text) as { message: string }).message

it.each(['/', '/style.css', '/recorder.js', '/calls.js', '/answers.js'])(
  'serves %s, and lets nothing else run in the page',
  async (path) => {
    expect(await send({ path })).toMatchObject({
      status: 200,
      headers: {
        'content-security-policy': expect.stringContaining("script-src 'self'") as string,
        'x-content-type-options': 'nosniff',
      },
    })
  },
)

it('makes a profile of a recording, and says what it leaves open', async () => {
  const recording = await recordProvider(profileDescription('keepassxc-2.7.12'))
  const { status, text } = await send({
    body: JSON.stringify({ ...recording, title: ' KeePassXC, of mine ' }),
  })

  expect(status).toBe(200)
  expect(JSON.parse(text)).toMatchObject({
    file: 'keepassxc-of-mine.json',
    profile: { id: 'keepassxc-of-mine', title: 'KeePassXC, of mine' },
    unknown: expect.arrayContaining(['signals']) as string[],
  })
  expect(made).toEqual(['KeePassXC, of mine'])
})

it('gives a profile an id of its own if Latchkey has one of that name', async () => {
  const recording = await recordProvider(profileDescription('bitwarden'))
  const { text } = await send({ body: JSON.stringify({ ...recording, title: 'Bitwarden' }) })

  expect(JSON.parse(text)).toMatchObject({ profile: { id: 'bitwarden-recorded' } })
})

describe('refuses', () => {
  it.each([
    ['another host name', { path: '/', headers: { host: 'evil.test' } }, 403],
    ['a page of another site', { body: '{}', headers: { origin: 'https://evil.test' } }, 403],
    ['another path', { path: '/secrets' }, 404],
    ['a body that is no JSON', { body: 'no' }, 400],
    ['a body that is too long', { body: `"${'a'.repeat(1_048_577)}"` }, 400],
    ['a recording without calls', { body: '{"version":1}' }, 400],
  ] as const)('%s', async (_what, sent, status) => {
    const answer = await send(sent)

    expect(answer.status).toBe(status)
    expect(messageOf(answer)).toMatch(/^[A-Z].*\.$/)
    expect(made).toEqual([])
  })

  it('a recording without a passkey, and says so', async () => {
    const recording = await recordProvider(profileDescription('latchkey'))
    const calls = Object.fromEntries(
      Object.keys(recording.calls).map((name) => [name, { outcome: 'silent' }]),
    )

    expect(messageOf(await send({ body: JSON.stringify({ ...recording, calls }) }))).toBe(
      'No profile can be made: no call made a passkey.',
    )
  })
})
