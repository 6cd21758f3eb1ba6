import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { Latchkey } from '../../playwright/client/latchkey'
import { mcpCommand } from '../../src/mcp/mcp-command'
import { DrivenSession } from '../support/driven-session'

const session = DrivenSession.forEachTest()

/** The server's answers to these lines, and its messages to people. */
async function served(...lines: readonly string[]) {
  const input = new PassThrough()
  const output = new PassThrough()
  let err = ''
  const streams = { in: input, out: output, err: async (text: string) => void (err += text) }
  const start = () => Latchkey.connect({ url: session.automation.url })
  const ended = mcpCommand([], streams, { version: '1.2.3', start })
  const good = { jsonrpc: '2.0', id: 1, method: 'ping' }
  let out = ''
  const answered = new Promise<void>((resolve) =>
    output.on('data', (piece: Buffer) => {
      out += piece.toString('utf8')
      if (out.includes('"id":1')) resolve()
    }),
  )
  for (const line of [...lines, JSON.stringify(good)]) input.write(`${line}\n`)
  await answered
  input.end()
  await ended
  return {
    out: out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object),
    err,
  }
}

it.each([
  ['initialize', {}, /^Invalid params: params\.protocolVersion: [^[{]+$/],
  ['tools/call', { name: 7 }, /^Invalid params: params\.name: [^[{]+$/],
  ['resources/read', {}, /^Invalid params: params\.uri: [^[{]+$/],
])('says which parameter of %s is wrong', async (method, params, message) => {
  const { out } = await served(JSON.stringify({ jsonrpc: '2.0', id: 9, method, params }))

  expect(out[0]).toMatchObject({
    id: 9,
    error: { code: -32602, message: expect.stringMatching(message) as string },
  })
})

it.each([
  ['garbage', -32700, 'a line from the agent is not JSON.'],
  ['[]', -32600, 'a line from the agent is not a JSON-RPC 2.0 message.'],
  ['{"id":9}', -32600, 'a line from the agent is not a JSON-RPC 2.0 message.'],
])('answers %s with an error, says so, and serves on', async (line, code, message) => {
  const { out, err } = await served(line)

  expect(out).toMatchObject([
    {
      jsonrpc: '2.0',
      id: null,
      error: { code, message: expect.stringContaining(message) as string },
    },
    { id: 1, result: {} },
  ])
  expect(err).toMatch(new RegExp(`^latchkey: .*${message}\n$`))
})
