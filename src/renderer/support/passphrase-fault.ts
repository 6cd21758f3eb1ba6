/** In characters. */
const SHORTEST_PASSPHRASE = 8

/** What is wrong with a new passphrase; undefined if it is fine. */
export function passphraseFault(passphrase: string, repeated: string): string | undefined {
  if (Array.from(passphrase).length < SHORTEST_PASSPHRASE) {
    return `The passphrase needs at least ${SHORTEST_PASSPHRASE} characters.`
  }
  return passphrase === repeated ? undefined : 'The two passphrases differ.'
}
