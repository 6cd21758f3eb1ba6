import type { BridgeMessage } from '../../shared/bridge-messages'
import { hasOwn, keys } from '../builtins'
import { jsonValue } from '../json-value'
import { some } from '../lists'

type Shape = Readonly<Record<string, 'string' | 'number' | 'object'>>

/** The fields that the script reads in each message. */
const shapes: Readonly<Record<BridgeMessage['t'], Shape>> = {
  welcome: { v: 'number', snonce: 'string', state: 'string' },
  ready: {},
  'pair-code': { id: 'number', code: 'string' },
  paired: { id: 'number', grant: 'string', token: 'string', keep: 'string' },
  result: { id: 'number' },
  capabilities: { id: 'number', capabilities: 'object' },
  error: { id: 'number', name: 'string', message: 'string' },
  event: { event: 'string' },
  echo: { id: 'number' },
}

/**
 * The message in `text`; undefined when the script does not know it. Another program may hold the port, and a newer bridge may
 * send messages that this script does not know.
 */
export function parseBridgeMessage(text: string): BridgeMessage | undefined {
  const message = parse(text)
  if (typeof message !== 'object' || message === null) return undefined
  const fields = message as Record<string, unknown>
  if (typeof fields.t !== 'string' || !hasOwn(shapes, fields.t)) return undefined
  const shape = shapes[fields.t as BridgeMessage['t']]
  const isWrong = (key: string) => typeof fields[key] !== shape[key] || fields[key] === null
  return some(keys(shape), isWrong) ? undefined : (message as BridgeMessage)
}

function parse(text: string): unknown {
  try {
    return jsonValue(text)
  } catch {
    return undefined
  }
}
