/** A list of RP IDs as a person types it, separated by line ends, spaces or commas. */

const MOST = 256
/** A domain name in its canonical form, such as `example.org`, `localhost` or `xn--exmple-cua.org`. */
const DOMAIN =
  /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/

/** Each RP ID once, in lower case. */
export function readRpIds(text: string): string[] {
  const typed = text.split(/[\s,]+/).filter((one) => one !== '')
  return [...new Set(typed.map((one) => one.toLowerCase()))]
}

/** What is wrong with the list; undefined if it is fine. */
export function rpIdFault(rpIds: readonly string[]): string | undefined {
  const wrong = rpIds.find((one) => !DOMAIN.test(one))
  if (wrong !== undefined)
    return `“${wrong.slice(0, 60)}” is not an RP ID. Write a domain, such as example.org, without https:// and without a port.`
  return rpIds.length > MOST ? `There are at most ${MOST} RP IDs.` : undefined
}
