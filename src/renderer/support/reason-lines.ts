/** UTF-16 code units that fit into a line of a list, roughly. */
const LINE = 38

/**
 * How many lines a list reserves for a reason. Longer reasons are cut.
 *
 * @param narrow a narrow list has three lines instead of two.
 */
export function reasonLines(reason: string, narrow: boolean): number {
  return Math.min(Math.max(Math.ceil(reason.length / LINE), 1), narrow ? 3 : 2)
}
