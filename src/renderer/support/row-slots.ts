/** The identity of a drawn row. */
export interface DrawnRow {
  /** Unique among the rows. */
  readonly key: string
  /** Rows of one kind can share elements. */
  readonly kind: string
}

/**
 * Numbers the elements of the drawn rows. A row keeps its elements, and a new row reuses the elements of a row that is gone:
 * the browser updates elements faster than it creates them and lays them out.
 */
export class RowSlots {
  #drawn = new Map<string, { readonly kind: string; readonly slot: number }>()
  #made = 0

  /**
   * @param held the slot whose elements have the keyboard focus. Another row must not take the focus with them.
   * @returns the slots of the rows, in their order.
   */
  assign(rows: readonly DrawnRow[], held?: number): number[] {
    const before = this.#drawn
    const left = new Map(before)
    for (const { key } of rows) left.delete(key)
    const free = [...left.values()].filter(({ slot }) => slot !== held)

    const slotFor = ({ key, kind }: DrawnRow): number => {
      const own = before.get(key)
      if (own?.kind === kind) return own.slot
      const index = free.findIndex((one) => one.kind === kind)
      const [taken] = index === -1 ? [] : free.splice(index, 1)
      return taken?.slot ?? this.#made++
    }

    const slots = rows.map(slotFor)
    this.#drawn = new Map(
      rows.map(({ key, kind }, index) => [key, { kind, slot: slots[index] ?? NaN }]),
    )
    return slots
  }
}
