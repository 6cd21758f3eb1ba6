/** Words the errors of requests whose parameters are wrong. The SDK answers them as its own fault, with the text of its schemas. */
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import { ErrorCode, type JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js'
import * as z from 'zod'

const INTERNAL_ERROR: number = ErrorCode.InternalError

/** What zod makes of its issues, as a text. */
const issuesSchema = z
  .array(z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() }))
  .min(1)

/** @returns the same transport, which sends -32602 (JSON-RPC 2.0 §5.1) where the parameters are wrong. */
export function withInvalidParams<T extends Transport>(transport: T): T {
  const send = transport.send.bind(transport)
  transport.send = (message, options) => send(worded(message), options)
  return transport
}

function worded(message: JSONRPCMessage): JSONRPCMessage {
  if (!('error' in message) || message.error.code !== INTERNAL_ERROR) return message
  const issues = issuesSchema.safeParse(jsonOf(message.error.message))
  if (!issues.success) return message
  const what = issues.data.map(({ path, message: why }) => `${path.join('.')}: ${why}`)
  const error = { code: ErrorCode.InvalidParams, message: `Invalid params: ${what.join('; ')}` }
  return { ...message, error }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
