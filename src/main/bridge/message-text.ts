import * as v from 'valibot'
import {
  closeCodes,
  MAX_STRING_LENGTH,
  pageMessageSchema,
  type PageMessage,
} from '../../shared/bridge-messages'

/** The message itself is at depth 1. */
const MAX_DEPTH = 12
/** Keys that lead to prototype pollution. The protocol does not use these keys. */
const FORBIDDEN_KEYS = ['__proto__', 'constructor', 'prototype']

export type ReadMessage =
  | { readonly ok: true; readonly message: PageMessage }
  | { readonly ok: false; readonly code: number; readonly reason: string }

/** Parses one message of a page and checks its shape. The session checks the order of messages. */
export function readMessage(text: string): ReadMessage {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { ok: false, code: closeCodes.notJson, reason: 'a message is not JSON' }
  }
  const fault = shapeFault(value, 1)
  if (fault !== undefined) return { ok: false, code: closeCodes.protocol, reason: fault }
  const parsed = v.safeParse(pageMessageSchema, value)
  return parsed.success
    ? { ok: true, message: parsed.output }
    : {
        ok: false,
        code: closeCodes.protocol,
        reason: `a message does not follow the protocol${location(parsed.issues[0])}`,
      }
}

/** Names the faulty member, if its name is harmless. Never shows a value, because a value may be a secret. */
function location(issue: v.InferIssue<typeof pageMessageSchema>): string {
  const path = v.getDotPath(issue) ?? ''
  return /^[a-zA-Z.]{1,24}$/.test(path) ? `: see "${path}"` : ''
}

function shapeFault(value: unknown, depth: number): string | undefined {
  if (typeof value === 'string')
    return value.length > MAX_STRING_LENGTH
      ? 'a message holds a string that is too long'
      : undefined
  if (typeof value !== 'object' || value === null) return undefined
  if (depth > MAX_DEPTH) return 'a message is nested too deeply'
  for (const [key, member] of Object.entries(value)) {
    if (FORBIDDEN_KEYS.includes(key)) return 'a message has a forbidden key'
    const fault = shapeFault(key, depth) ?? shapeFault(member, depth + 1)
    if (fault !== undefined) return fault
  }
  return undefined
}
