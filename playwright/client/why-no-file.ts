/** Why a file of the user cannot be read or written: clauses for a sentence, without the code of the system's error. */

const WHY_NOT_READ: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'you may not read it',
  EPERM: 'you may not read it',
  ELOOP: 'it is a link that leads to itself',
  ENAMETOOLONG: 'its name is too long',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  EIO: 'the disk reports an error',
}

const WHY_NOT_WRITTEN: Readonly<Record<string, string>> = {
  ENOTDIR: 'a part of the path is no folder',
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your disk quota is used up',
  EIO: 'the disk reports an error',
  ELOOP: 'the path has a link that leads to itself',
  ENAMETOOLONG: 'its name is too long',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
}

/** For an error of reading a file, or of reading its text as JSON. */
export function whyNotRead(error: unknown): string {
  const code = codeOf(error)
  if (code === undefined) return 'it is not JSON'
  return WHY_NOT_READ[code] ?? 'the system cannot read it'
}

/** For an error of writing a file whose folder exists. */
export function whyNotWritten(error: unknown): string {
  return WHY_NOT_WRITTEN[codeOf(error) ?? ''] ?? 'the system cannot write it'
}

/** For a program that the system does not start. */
export function whyNotStarted(error: unknown): string {
  const code = codeOf(error)
  if (code === 'ENOENT') return 'there is no such program'
  return code === 'EACCES' || code === 'EPERM' ? 'you may not run it' : 'the system cannot run it'
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code
}
