/** Numbers passkeys in the order in which they are made, independent of any clock. Several vaults may share one. */
export class PasskeyOrder {
  #last = 0

  next(): number {
    return ++this.#last
  }

  /** Call it with the numbers that are in use. */
  follow(used: number): void {
    this.#last = Math.max(this.#last, used)
  }
}
