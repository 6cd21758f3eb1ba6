/** Formats as 10 000, with narrow no-break spaces, which cannot be mistaken for a decimal point. */
export function groupedNumber(count: number): string {
  return count.toLocaleString('en').replaceAll(',', '\u202f')
}
