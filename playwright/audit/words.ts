/** Words of a relying party: untrusted, and of any length. */

const LONGEST = 500

/** Colours of a terminal, which test libraries put into their messages. */
const COLOURS = /\u001b\[[0-9;]*m/g

/** The text without colours and surrounding blanks, cut to 500 characters. */
export function cutWords(text: string): string {
  const tidy = text.replace(COLOURS, '').trim()
  const characters = Array.from(tidy)
  return characters.length <= LONGEST ? tidy : `${characters.slice(0, LONGEST - 1).join('')}…`
}

/** The message of an error, or the text of another thrown value. */
export function wordsOf(error: unknown): string {
  if (error instanceof Error) return cutWords(error.message === '' ? error.name : error.message)
  return cutWords(typeof error === 'object' && error !== null ? textOf(error) : String(error))
}

/** Servers' libraries also throw plain objects: `{ status: 500 }`. */
function textOf(thrown: object): string {
  const { message } = thrown as { readonly message?: unknown }
  if (typeof message === 'string' && message !== '') return message
  try {
    return JSON.stringify(thrown)
  } catch {
    return 'an object without a message'
  }
}
