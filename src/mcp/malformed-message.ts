/** Answers what comes in and is no message. The SDK's transport only tells of it. */
import type { Writable } from 'node:stream'
import { ErrorCode } from '@modelcontextprotocol/sdk/types.js'

interface Streams {
  readonly out: Writable
  readonly err: (text: string) => Promise<void>
}

/**
 * Sends the error of JSON-RPC 2.0 §5.1, and writes a line for the person who looks at the log. The id is null, because the SDK
 * does not say which id the message had.
 *
 * @param error what the transport has thrown while it read a message.
 */
export async function refuseMessage(error: Error, { out, err }: Streams): Promise<void> {
  const refusal = refusalOf(error)
  if (refusal) out.write(`${JSON.stringify({ jsonrpc: '2.0', id: null, error: refusal })}\n`)
  await err(`latchkey: ${refusal ? refusal.message : error.message}\n`)
}

function refusalOf(error: Error): { readonly code: number; readonly message: string } | undefined {
  if (error instanceof SyntaxError)
    return {
      code: ErrorCode.ParseError,
      message: 'Parse error: a line from the agent is not JSON.',
    }
  if (error.name === 'ZodError' || error.name === '$ZodError')
    return {
      code: ErrorCode.InvalidRequest,
      message: 'Invalid request: a line from the agent is not a JSON-RPC 2.0 message.',
    }
  return undefined
}
