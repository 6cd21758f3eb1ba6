import type { Question } from './question'

/** A longer origin would be cut by the desktop, without its end, which names the owner. */
const LONGEST = 60

/** Who asks a question, as the window's title, the desktop's notification and the tray name it. */
export function askerOf(question: Question | undefined): string {
  if (question === undefined) return 'A page'
  if (question.type === 'command') return 'A command'
  const { origin } = question.request
  return origin.length > LONGEST ? `…${origin.slice(1 - LONGEST)}` : origin
}
