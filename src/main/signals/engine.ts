import type { ReceivedSignal, SignalReceiver } from '../webauthn/client/ports'
import { decide } from './decide'
import type { SignalPorts } from './ports'

/** Decides what a signal means, applies it in one write, and records it: also when it changed nothing. */
export class SignalEngine implements SignalReceiver {
  readonly #ports: SignalPorts
  /** Signals act one after another: each decides on what the one before has left. */
  #last: Promise<void> = Promise.resolve()

  constructor(ports: SignalPorts) {
    this.#ports = ports
  }

  /** Never rejects: the page has had its answer, and what goes wrong stands in the record. */
  receive(signal: ReceivedSignal): Promise<void> {
    const act = () => this.#act(signal)
    // Whatever became of the one before.
    this.#last = this.#last.then(act, act)
    return this.#last
  }

  async #act(signal: ReceivedSignal): Promise<void> {
    const { store, report, now } = this.#ports
    const entry = {
      kind: 'signal',
      signal: signal.kind,
      origin: signal.requester.origin,
      rpId: signal.options.rpId,
    } as const
    try {
      const { writes, changes, reason } = decide(store.listByRp(signal.options.rpId), signal, now())
      if (writes.length > 0) await store.apply(writes)
      report({
        ...entry,
        outcome: writes.length > 0 ? 'done' : 'nothing',
        reason,
        changes: [...changes],
      })
    } catch (error) {
      const why = error instanceof Error ? error.message : 'unknown'
      report({ ...entry, outcome: 'refused', reason: `it could not be applied: ${why}` })
    }
  }
}
