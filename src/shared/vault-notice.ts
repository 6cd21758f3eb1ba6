/** What to say of an open vault that is not as it should be, in the same words for the window and for a terminal. */
import type { VaultState } from './app-state'

export interface VaultNotice {
  /** A few words, without a full stop; empty where the text says it all. */
  readonly title: string
  readonly text: string
  /** Whether something that was saved is missing, or nothing can be saved. */
  readonly isBad: boolean
}

/** @returns undefined when nothing is wrong with the vault, or when it is not open. */
export function vaultNotice(vault: VaultState): VaultNotice | undefined {
  if (vault.state !== 'open') return undefined
  const { warning, readOnly, damage } = vault
  if (warning === null && readOnly === null) return undefined
  // The warning of a damaged vault says why nothing can be saved, and more.
  const reason = damage?.is === 'damaged' && warning !== null ? null : readOnly
  return {
    title: readOnly === null ? '' : 'Nothing can be saved now',
    text: [reason, warning].filter((sentence) => sentence !== null).join(' '),
    isBad: damage !== undefined || readOnly !== null,
  }
}

/** As one text, for a terminal. */
export function noticeText({ title, text }: VaultNotice): string {
  return title === '' ? text : `${title}. ${text}`
}
