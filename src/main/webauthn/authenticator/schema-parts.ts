/** Parts that the schemas of descriptions share. */
import * as v from 'valibot'

export const integer = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most))

/** A list whose entries are among `options`, without duplicates. */
export const some = <const T extends string>(options: readonly T[]) =>
  v.pipe(v.array(v.picklist(options)), v.checkItems(isFirst, 'each entry must appear only once'))

/** Whether this is the first occurrence of the entry in the list. */
export function isFirst<T>(entry: T, index: number, list: readonly T[]): boolean {
  return list.indexOf(entry) === index
}
