import { shortTime } from './times'

/**
 * The words for the window of an explanation that the command line, the log and the window share: they leave out that the
 * buttons are in the window, and what to type instead. Times are those of the user’s clock, as in the list of backups.
 */
export function windowWords(explanation: string): string {
  return explanation
    .replace(/ in Latchkey’s window(?:, or type [^.:]+? in a terminal)?/g, '')
    .replace(/(\d{4}-\d\d-\d\d) (\d\d:\d\d) UTC/g, (text, day: string, time: string) => {
      const at = Date.parse(`${day}T${time}Z`)
      return Number.isNaN(at) ? text : shortTime(at)
    })
}
