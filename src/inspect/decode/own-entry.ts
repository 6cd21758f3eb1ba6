/** What a table has for a name that a page chose: `constructor` is no entry of a table that does not name it. */
export function ownEntry<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}
