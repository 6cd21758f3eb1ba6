import { groupedNumber } from '../../shared/grouped-number'

/** “10 000 passkeys”, or “18 of 10 000” if the list is filtered. */
export function countText(count: number, total: number): string {
  if (count !== total) return `${groupedNumber(count)} of ${groupedNumber(total)}`
  return passkeysText(total)
}

/** “1 passkey”, “10 000 passkeys”. */
export function passkeysText(count: number): string {
  return count === 1 ? '1 passkey' : `${groupedNumber(count)} passkeys`
}
