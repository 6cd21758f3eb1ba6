/** 10 000, with narrow spaces that do not break: no reader takes them for a decimal point. */
export function groupedNumber(count: number): string {
  return count.toLocaleString('en').replaceAll(',', '\u202f')
}
