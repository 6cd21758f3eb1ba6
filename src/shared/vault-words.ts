/** What the files of a vault hold, in the same words for the window and for a terminal. */
import type { VaultFileReport } from './vault-report'

/** One sentence, or a few, on what a file holds. */
export function describeFile(file: VaultFileReport): string {
  const { passkeys, problem } = file
  const read = passkeys === null ? '' : ` ${count(passkeys, 'passkey', 'passkeys')} can be read.`
  const other = file.otherVault ? ` ${OTHER_VAULT}` : ''
  return `${WHAT[file.condition](file)}${read}${problem === null ? '' : ` ${problem}`}${other}`
}

const OTHER_VAULT = 'It belongs to another vault than the one that Latchkey used here last.'

const WHAT: Readonly<Record<VaultFileReport['condition'], (file: VaultFileReport) => string>> = {
  whole: () => 'The file is whole.',
  torn: ({ unread }) =>
    `The last ${count(unread, 'byte', 'bytes')} cannot be read, most likely from a write that never finished. No change that was saved is known to be missing.`,
  cut: ({ lost }) =>
    `The end is missing: ${count(lost, 'change that was saved is', 'changes that were saved are')} lost.`,
  older: () =>
    'The file is older than the one that Latchkey used last, and lacks all later changes.',
  damaged: ({ lost }) =>
    lost === 0
      ? 'The file is damaged. Nothing is lost.'
      : `The file is damaged: ${count(lost, 'entry is', 'entries are')} lost.`,
  unreadable: () => 'The file cannot be read.',
  sealed: () => 'The file cannot be opened here.',
}

export function count(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`
}
