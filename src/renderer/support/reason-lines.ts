/** UTF-16 code units: a line of a list has room for that many, about. */
const LINE = 38

/**
 * How many lines a list has ready for a reason: short ones leave no gap, and long ones are cut.
 *
 * @param narrow where the reason has room for three lines, not two.
 */
export function reasonLines(reason: string, narrow: boolean): number {
  return Math.min(Math.max(Math.ceil(reason.length / LINE), 1), narrow ? 3 : 2)
}
