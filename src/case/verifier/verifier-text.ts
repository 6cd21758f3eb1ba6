/** What a verifier answered, for a terminal. */
import { plain } from '../../cli/plain-text'
import type { CaseFile } from '../../shared/case-file'
import { findFault } from '../../shared/fault'
import type { Answered } from './ask-verifier'

export type VerifierAnswer = Answered & {
  /** The module, as the command line names it. */
  readonly module: string
}

export function verifierText(answer: VerifierAnswer, one: CaseFile): string {
  return [answerLine(answer), ...notes(one)].map((line) => `${plain(line)}\n`).join('')
}

function answerLine({ module, ...answered }: VerifierAnswer): string {
  if (answered.answer === 'threw') return `${module} refused the response: ${answered.said}`
  return `${module} ${answered.answer} the response.`
}

/** What a correct verifier does with this response. */
function notes({ fault, withheld }: CaseFile): readonly string[] {
  const known = fault && 'changes' in fault ? findFault(fault.id) : undefined
  const verb = known?.expected === 'refuse' ? 'refuses' : 'accepts'
  return [
    ...(known ? [`The response has the fault ${known.id}. A correct verifier ${verb} it.`] : []),
    ...(withheld.some((place) => place.startsWith('response.response.'))
      ? ['Secrets among the signed bytes were replaced, so no verifier can accept the signature.']
      : []),
  ]
}
