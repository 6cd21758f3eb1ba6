/** Describes the contents of a vault's files, in the same words for the window and for a terminal. */
import type { VaultFileReport } from './vault-report'

/** The name of the file in a text. */
export type FileName = 'the file' | 'the vault’s file'

/** One sentence, or a few, about the contents of a file. */
export function describeFile(file: VaultFileReport): string {
  const { otherVault, problem } = file
  const other =
    otherVault && 'It belongs to another vault than the one that Latchkey used here last.'
  return [describeContents(file, 'the file'), problem, other].filter(Boolean).join(' ')
}

/** What was found in a file, without the reasons. */
export function describeContents(
  file: Pick<VaultFileReport, 'condition' | 'passkeys' | 'lost' | 'unread'>,
  name: FileName,
): string {
  const { passkeys } = file
  const read = passkeys === null ? '' : ` ${count(passkeys, 'passkey', 'passkeys')} can be read.`
  return `${WHAT[file.condition](file, name)}${read}`
}

/** For a damaged header that was read from its second copy. */
export function describeBeginning(name: FileName): string {
  return `The beginning of ${name} was damaged, and was read from its second copy.`
}

type Describe = (
  found: Pick<VaultFileReport, 'lost' | 'unread'>,
  /** Used within the sentence. */
  name: FileName,
) => string

const WHAT: Readonly<Record<VaultFileReport['condition'], Describe>> = {
  whole: (_, name) => `${capital(name)} is whole.`,
  torn: ({ unread }, name) =>
    `The end of ${name} could not be read (${count(unread, 'byte', 'bytes')}), most likely because Latchkey or the computer stopped while it saved a change. No change that was saved is known to be missing.`,
  cut: ({ lost }, name) =>
    `The end of ${name} is missing: ${count(lost, 'change that was saved is', 'changes that were saved are')} lost.`,
  older: (_, name) =>
    `${capital(name)} is older than the one that Latchkey used last, and lacks all later changes.`,
  damaged: ({ lost }, name) =>
    lost === 0
      ? `${capital(name)} is damaged. Nothing is lost.`
      : `${capital(name)} is damaged: ${count(lost, 'entry is', 'entries are')} lost.`,
  header: (_, name) => `Only the beginning of ${name} is damaged. Nothing is lost.`,
  // The reason says it, too.
  unreadable: () => '',
  sealed: (_, name) => `${capital(name)} cannot be opened here.`,
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}

export function count(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`
}
