import { findFault, type ArmedFault, type FaultId } from '../../../shared/fault'
import type { CredentialJson } from '../../../shared/webauthn-json'
import type { FaultSource } from './ports'

/**
 * The faults that the next answers will have. In memory alone: a restart disarms them. A fault that is about one
 * ceremony alone waits for that ceremony.
 */
export class ArmedFaults implements FaultSource {
  readonly #listeners = new Set<() => void>()
  /** In the order in which they apply. */
  #armed: readonly ArmedFault[] = []
  /** Maps the kind of a ceremony to its last genuine answer. */
  readonly #answers = new Map<string, { readonly rpId: string; readonly answer: CredentialJson }>()

  /** Arms a fault behind those that are armed. A fault that is armed already changes so many more answers. */
  arm(id: FaultId, times: number): void {
    const known = this.#armed.find((armed) => armed.id === id)
    this.#armed = known
      ? this.#armed.map((armed) => (armed === known ? { id, left: armed.left + times } : armed))
      : [...this.#armed, { id, left: times }]
    this.#changed()
  }

  list(): readonly ArmedFault[] {
    return this.#armed
  }

  disarm(): void {
    if (this.#armed.length === 0) return
    this.#armed = []
    this.#changed()
  }

  take(kind: 'create' | 'get'): FaultId | null {
    const next = this.#armed.find(({ id }) => findFault(id)?.ceremonies.includes(kind))
    if (!next) return null
    this.#armed = this.#armed
      .map((armed) => (armed === next ? { ...armed, left: armed.left - 1 } : armed))
      .filter(({ left }) => left > 0)
    this.#changed()
    return next.id
  }

  remember(kind: 'create' | 'get', rpId: string, answer: CredentialJson): CredentialJson | null {
    const earlier = this.#answers.get(kind)
    this.#answers.set(kind, { rpId, answer })
    return earlier?.rpId === rpId ? earlier.answer : null
  }

  /** Calls back after every change. Returns the function that stops listening. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #changed(): void {
    for (const listener of this.#listeners) listener()
  }
}
