/** Typing the beginning of a title, an account or a host moves to its entry in the record. */
import type { ActivityEntry } from '../../shared/activity'
import { accountName } from './account-name'
import { activityTitle } from './describe-activity'
import { entrySite } from './entry-site'
import { TypedName, typedRow } from './type-ahead'

export class TypedEntry {
  readonly #typed = new TypedName()
  /** Entries never change. */
  readonly #names = new WeakMap<ActivityEntry, readonly string[]>()

  /**
   * @param from the id of the entry that has the focus.
   * @returns the id of the entry that the user means, or `from` if no entry matches; undefined if the key writes no letter.
   */
  next(
    { key, timeStamp }: Pick<KeyboardEvent, 'key' | 'timeStamp'>,
    entries: () => readonly ActivityEntry[],
    from: string,
  ): string | undefined {
    const name = this.#typed.add(key, timeStamp)
    if (name === undefined) return undefined
    const all = entries()
    const current = all.findIndex(({ id }) => id === from)
    const index = typedRow(
      name,
      all.map((entry) => this.#namesOf(entry)),
      current,
    )
    return index === undefined ? from : all[index]?.id
  }

  #namesOf(entry: ActivityEntry): readonly string[] {
    const known = this.#names.get(entry)
    if (known !== undefined) return known
    const account = entry.names === null ? [] : [accountName(entry.names)]
    const names = [activityTitle(entry), ...account, entrySite(entry)]
    this.#names.set(entry, names)
    return names
  }
}
