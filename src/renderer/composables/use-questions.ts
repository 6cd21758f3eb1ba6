import { computed, onScopeDispose, shallowRef } from 'vue'
import type { ConsentAnswer } from '../../shared/consent'
import type { Question } from '../../shared/question'
import type { PairingAnswer } from '../../shared/pairing'
import { mainApi, onMainEvent } from '../main-api'
import type { Notices } from './use-notices'

type Offer = Question & { readonly type: 'consent'; readonly request: { readonly kind: 'offer' } }

/** The questions and offers that wait for the user. The window shows one question at a time, the oldest first. */
export function useQuestions(notices: Notices) {
  const questions = shallowRef<readonly Question[]>([])
  /** Ids of the questions that the user answered. A list that was requested earlier may still contain them. */
  const answered = new Set<string>()
  let latest = 0

  async function reload(): Promise<void> {
    const turn = ++latest
    await notices.attempt('The questions could not be read', async () => {
      const read = await mainApi.listQuestions()
      if (turn !== latest) return
      const shown = current.value
      questions.value = read.filter(({ request }) => !answered.has(request.id))
      if (shown && !questions.value.some(({ request }) => request.id === shown.request.id))
        notices.tell({ text: 'The question ended before you answered it.' })
    })
  }

  async function answer(id: string, send: () => Promise<void>): Promise<void> {
    if (answered.has(id)) return
    answered.add(id)
    questions.value = questions.value.filter(({ request }) => request.id !== id)
    const taken = await notices.attempt('The answer did not arrive', send)
    if (!taken) {
      // The page may have withdrawn the question. If the question is still open, the reload shows it again.
      answered.delete(id)
      await reload()
    }
  }

  const asked = computed(() => questions.value.filter((question) => !isOffer(question)))
  const current = computed(() => asked.value[0])

  onScopeDispose(onMainEvent('questionsChanged', () => void reload()))
  void reload()

  return {
    current,
    /** How many questions wait behind the question that is shown. */
    waiting: computed(() => Math.max(0, asked.value.length - 1)),
    /** The offers of conditional `get()` calls that have a passkey to choose. */
    offers: computed(() =>
      questions.value
        .filter(isOffer)
        .flatMap(({ request }) => (request.accounts.length > 0 ? [request] : [])),
    ),
    answerPairing: (id: string, given: PairingAnswer) =>
      answer(id, () => mainApi.answerPairing(id, given)),
    answerPairingAgain: (id: string, allow: boolean) =>
      answer(id, () => mainApi.answerPairingAgain(id, allow)),
    answerCommand: (id: string, allow: boolean) =>
      answer(id, () => mainApi.answerCommand(id, allow)),
    answerConsent: (id: string, given: ConsentAnswer) =>
      answer(id, () => mainApi.answerConsent(id, given)),
  }
}

function isOffer(question: Question): question is Offer {
  return question.type === 'consent' && question.request.kind === 'offer'
}
