import { computed, onScopeDispose, shallowRef } from 'vue'
import type { ConsentAnswer } from '../../shared/consent'
import type { Question } from '../../shared/main-api'
import type { PairingAnswer } from '../../shared/pairing'
import { mainApi, onMainEvent } from '../main-api'
import type { Notices } from './use-notices'

/** The questions that wait for the user; one is shown at a time, the oldest first. */
export function useQuestions(notices: Notices) {
  const questions = shallowRef<readonly Question[]>([])
  /** Answered here, and perhaps still in a list that is on its way. */
  const answered = new Set<string>()
  let latest = 0

  async function reload(): Promise<void> {
    const turn = ++latest
    await notices.attempt('The questions could not be read', async () => {
      const read = await mainApi.listQuestions()
      if (turn === latest) questions.value = read.filter(({ request }) => !answered.has(request.id))
    })
  }

  async function answer(id: string, send: () => Promise<void>): Promise<void> {
    if (answered.has(id)) return
    answered.add(id)
    questions.value = questions.value.filter(({ request }) => request.id !== id)
    const taken = await notices.attempt('The answer did not arrive', send)
    if (!taken) {
      // Whoever asked may be gone. When the question still stands, it is asked again.
      answered.delete(id)
      await reload()
    }
  }

  onScopeDispose(onMainEvent('questionsChanged', () => void reload()))
  void reload()

  return {
    current: computed(() => questions.value[0]),
    /** How many wait behind the one that is shown. */
    waiting: computed(() => Math.max(0, questions.value.length - 1)),
    answerPairing: (id: string, given: PairingAnswer) =>
      answer(id, () => mainApi.answerPairing(id, given)),
    answerConsent: (id: string, given: ConsentAnswer) =>
      answer(id, () => mainApi.answerConsent(id, given)),
  }
}
