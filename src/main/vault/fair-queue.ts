/**
 * A bounded number of ids, oldest first. When there are too many ids, removes the oldest. If one owner has more than half of
 * the ids, removes that owner's oldest instead. So an owner of many ids does not push out the ids of the others.
 */
export class FairQueue {
  readonly #most: number
  /** All ids with their owners, oldest first. */
  readonly #owners = new Map<string, string>()
  /** Each owner's ids, oldest first. */
  readonly #owned = new Map<string, Set<string>>()
  /** The only owner who can have more than half. */
  #largest = ''

  constructor(most: number) {
    this.#most = most
  }

  add(id: string, owner: string): void {
    this.#delete(id)
    this.#owners.set(id, owner)
    let owned = this.#owned.get(owner)
    if (!owned) this.#owned.set(owner, (owned = new Set()))
    owned.add(id)
    if (this.#isMoreThanHalf(owned)) this.#largest = owner
  }

  /** Removes the surplus ids and returns them. */
  takeSurplus(): string[] {
    const surplus: string[] = []
    while (this.#owners.size > this.#most) {
      const id = this.#next()
      if (id === undefined) break
      this.#delete(id)
      surplus.push(id)
    }
    return surplus
  }

  has(id: string): boolean {
    return this.#owners.has(id)
  }

  clear(): void {
    this.#owners.clear()
    this.#owned.clear()
    this.#largest = ''
  }

  #next(): string | undefined {
    const owned = this.#owned.get(this.#largest)
    const from = owned && this.#isMoreThanHalf(owned) ? owned : this.#owners.keys()
    const [oldest] = from
    return oldest
  }

  #isMoreThanHalf(owned: ReadonlySet<string>): boolean {
    return owned.size * 2 > this.#owners.size
  }

  #delete(id: string): void {
    const owner = this.#owners.get(id)
    if (owner === undefined) return
    this.#owners.delete(id)
    const owned = this.#owned.get(owner)
    owned?.delete(id)
    if (owned?.size === 0) this.#owned.delete(owner)
  }
}
