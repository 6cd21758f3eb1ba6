/** Characters that a passphrase has at least. */
const SHORTEST_PASSPHRASE = 8

/** What is wrong with a newly chosen passphrase; undefined when it may be used. */
export function passphraseFault(passphrase: string, repeated: string): string | undefined {
  if (Array.from(passphrase).length < SHORTEST_PASSPHRASE) {
    return `The passphrase needs at least ${SHORTEST_PASSPHRASE} characters.`
  }
  return passphrase === repeated ? undefined : 'The two passphrases differ.'
}
