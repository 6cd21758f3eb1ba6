import { findFault, TooManyFaultsError, type ArmedFault, type FaultId } from '../../../shared/fault'
import type { CredentialJson } from '../../../shared/webauthn-json'
import type { FaultSource } from './ports'

/** A limit for the faults of all pages. Each answer goes through them, and no test needs so many. */
export const MOST_ARMED = 1000
/** How many answers one fault of one page may still change. */
export const MOST_LEFT = 1_000_000

/**
 * The armed faults for the next answers, in memory only: a restart disarms them. A fault for one kind of ceremony, or armed for
 * one page, waits for that ceremony or page.
 */
export class ArmedFaults implements FaultSource {
  readonly #listeners = new Set<() => void>()
  /** In the order in which they apply. */
  #armed: readonly ArmedFault[] = []
  /** Maps the kind of a ceremony to its last genuine answer. */
  readonly #answers = new Map<string, { readonly rpId: string; readonly answer: CredentialJson }>()

  /**
   * Arms a fault after the armed ones. A fault that is already armed for the same page changes that many more answers.
   *
   * @param origin the only page whose answers it changes; null for every page.
   * @throws {TooManyFaultsError}
   */
  arm(id: FaultId, times: number, origin: string | null): void {
    const known = this.#armed.find((armed) => armed.id === id && armed.origin === origin)
    const left = (known?.left ?? 0) + times
    if (!known && this.#armed.length >= MOST_ARMED)
      throw new TooManyFaultsError(`${MOST_ARMED} faults are armed already. Disarm them first.`)
    if (left > MOST_LEFT)
      throw new TooManyFaultsError(
        `The fault ${id} is armed for as many answers as possible already. Disarm it first.`,
      )
    this.#armed = known
      ? this.#armed.map((one) => (one === known ? { ...one, left } : one))
      : [...this.#armed, { id, left, origin }]
    this.#changed()
  }

  list(): readonly ArmedFault[] {
    return this.#armed
  }

  /**
   * Disarms one fault.
   *
   * @param origin the page for which it is armed; null when it is armed for every page.
   * @returns false when no such fault is armed.
   */
  disarmOne(id: FaultId, origin: string | null): boolean {
    const others = this.#armed.filter((armed) => armed.id !== id || armed.origin !== origin)
    if (others.length === this.#armed.length) return false
    this.#armed = others
    this.#changed()
    return true
  }

  disarm(): void {
    if (this.#armed.length === 0) return
    this.#armed = []
    this.#changed()
  }

  /** Forgets the earlier answers, which a fault may send again. Call it when the vault was erased. */
  forgetAnswers(): void {
    this.#answers.clear()
  }

  take(kind: 'create' | 'get', origin: string): FaultId | null {
    const isOfPage = (armed: ArmedFault) => armed.origin === null || armed.origin === origin
    const next = this.#armed.find(
      (armed) => isOfPage(armed) && findFault(armed.id)?.ceremonies.includes(kind),
    )
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
