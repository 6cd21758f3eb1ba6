/** A notice about an open vault with a problem, for the window and for a terminal. */
import type { VaultState } from './app-state'
import { inTerminal, placedTogether, type PlacedText } from './placed-text'

export interface VaultNotice {
  /** A few words, without a full stop; empty when the text is enough. */
  readonly title: string
  readonly text: PlacedText
  /** Whether saved data is missing, or nothing can be saved. */
  readonly isBad: boolean
}

/** @returns undefined when the vault has no problem, or is not open. */
export function vaultNotice(vault: VaultState): VaultNotice | undefined {
  if (vault.state !== 'open') return undefined
  const { warning, readOnly, damage } = vault
  if (warning === null && readOnly === null) return undefined
  // The warning of a damaged vault already says why nothing can be saved.
  const reason = damage?.is === 'damaged' && warning !== null ? null : readOnly
  return {
    title: readOnly === null ? '' : 'Nothing can be saved now',
    text: placedTogether([reason, warning].filter((sentence) => sentence !== null)),
    isBad: damage !== undefined || readOnly !== null,
  }
}

/** Both as one text, for a terminal. */
export function noticeText({ title, text }: VaultNotice): string {
  return title === '' ? inTerminal(text) : `${title}. ${inTerminal(text)}`
}
