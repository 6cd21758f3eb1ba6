/** Describes the contents of a vault's files, in the same words for the window and for a terminal. */
import type { VaultFileReport, VaultReport } from './vault-report'

/** The name of the file in a text. */
export type FileName = 'the file' | 'the vault’s file'

/** One sentence, or a few, about the contents of a file. */
export function describeFile(file: VaultFileReport, end: EndOfFile = 'known'): string {
  const { otherVault, problem } = file
  const other = otherVault && IS_OF_OTHER_VAULT
  return [describeContents(file, 'the file', end), problem, other].filter(Boolean).join(' ')
}

/** The vault's file, as {@link describeFile}; undefined where there is none. */
export function describeVaultFile({
  file,
  witnessProblem,
}: Pick<VaultReport, 'file' | 'witnessProblem'>): string | undefined {
  return file ? describeFile(file, witnessProblem === null ? 'known' : 'unknown') : undefined
}

export const IS_OF_OTHER_VAULT =
  'It belongs to another vault than the one that Latchkey used here last.'

/** Whether anything tells where the file has to end. Otherwise changes may be missing there. */
export type EndOfFile = 'known' | 'unknown'

/** What was found in a file, without the reasons. */
export function describeContents(
  file: Pick<VaultFileReport, 'condition' | 'passkeys' | 'lost' | 'unread'>,
  name: FileName,
  end: EndOfFile = 'known',
): string {
  const { passkeys } = file
  const read = passkeys === null ? '' : ` ${count(passkeys, 'passkey', 'passkeys')} can be read.`
  return `${WHAT[file.condition]({ ...file, end }, name)}${read}`
}

/** For a damaged header that was read from its second copy. */
export function describeBeginning(name: FileName): string {
  return `The beginning of ${name} was damaged, and was read from its second copy.`
}

/** What is wrong with a note beside the vault's file. */
export type NoteFault = 'missing' | 'damaged' | 'not readable'

/**
 * For the note of how far the vault's file had come.
 *
 * @param when `found`: before the vault is opened. `replaced`: Latchkey made a new note. `not replaced`: it could not.
 */
export function describeWitness(
  fault: NoteFault,
  when: 'found' | 'replaced' | 'not replaced',
): string {
  const is = when === 'replaced' ? 'was' : 'is'
  return `The note vault.witness ${is} ${fault}. Without it, Latchkey cannot tell whether changes are missing at the end of the file. ${nextWitness(fault, when)}`
}

function nextWitness(fault: NoteFault, when: 'found' | 'replaced' | 'not replaced'): string {
  if (when === 'replaced') return 'Latchkey made a new note.'
  if (fault === 'not readable')
    return 'Move it elsewhere, so that Latchkey makes a new note when it next opens the vault.'
  return when === 'found'
    ? 'Latchkey makes a new note when it next opens the vault.'
    : 'Latchkey makes a new note once it can save changes again.'
}

/** For a file that a repair or restore replaced, and that an undo does not put back. */
export function describeKept(name: string): string {
  return `${name} was the vault before an earlier repair or restore.`
}

type Describe = (
  found: Pick<VaultFileReport, 'lost' | 'unread'> & { readonly end: EndOfFile },
  /** Used within the sentence. */
  name: FileName,
) => string

const WHAT: Readonly<Record<VaultFileReport['condition'], Describe>> = {
  whole: ({ end }, name) =>
    end === 'known' ? `${capital(name)} is whole.` : `${capital(name)} can be read up to its end.`,
  torn: ({ unread, end }, name) =>
    `The end of ${name} could not be read (${count(unread, 'byte', 'bytes')}), most likely because Latchkey or the computer stopped while it saved a change.${end === 'known' ? ' No change that was saved is known to be missing.' : ''}`,
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
