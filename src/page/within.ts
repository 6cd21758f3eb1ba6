import { settleBy } from './awaitable'
import { Promise } from './builtins'
import { BridgeFailure } from './errors'
import type { ConnectionPorts } from './ports'

/** Settles like `work`. @throws {BridgeFailure} `lost`, when the time is over first. */
export function within<T>(
  ms: number,
  after: ConnectionPorts['after'],
  work: Promise<T>,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const cancel = after(ms, () => reject(new BridgeFailure('lost')))
    void settleBy(work, resolve, reject, cancel)
  })
}
