import type { MainCalls } from '../../shared/main-api'
import type { Questions } from '../consent/questions'

export type QuestionPort = Pick<Questions, 'list' | 'answer'>

export function questionCalls(questions: QuestionPort): MainCalls<'questions'> {
  return {
    listQuestions: async () => questions.list(),
    answerConsent: async (id, answer) => questions.answer('consent', id, answer),
    answerPairing: async (id, answer) => questions.answer('pairing', id, answer),
    answerPairingAgain: async (id, allow) => questions.answer('pairing-again', id, allow),
    answerCommand: async (id, allow) => questions.answer('command', id, allow),
  }
}
