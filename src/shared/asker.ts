import type { Question } from './question'

/** The desktop would cut a longer origin at its end, which names the owner. */
const LONGEST = 60

/** The caller's name for the window's title, the desktop's notification and the tray. */
export function askerOf(question: Question | undefined): string {
  if (question === undefined) return 'A page'
  if (question.type === 'command') return 'A command'
  const { origin } = question.request
  return origin.length > LONGEST ? `…${origin.slice(1 - LONGEST)}` : origin
}
