/**
 * The words for the window of an explanation that the command line, the log and the window share: they leave out that the
 * buttons are in the window, and what to type instead.
 */
export function windowWords(explanation: string): string {
  return explanation.replace(/ in Latchkey’s window(?:, or type [^.:]+? in a terminal)?/g, '')
}
