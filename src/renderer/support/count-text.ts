/** “10 000 passkeys”, or “18 of 10 000” where the list is narrowed. */
export function countText(count: number, total: number): string {
  if (count !== total) return `${grouped(count)} of ${grouped(total)}`
  return total === 1 ? '1 passkey' : `${grouped(total)} passkeys`
}

/** With thin spaces, which no reader takes for a decimal point. */
function grouped(count: number): string {
  return count.toLocaleString('en').replaceAll(',', '\u202f')
}
