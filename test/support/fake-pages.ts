/** Questions and connected pages of the main process in memory. */
import type { PairedPage } from '../../src/shared/pairing'
import type { Emit, FakeMainState, Methods } from './fake-main-state'

/** Questions to the user, and the pages that ask. */
export function askingMethods(state: FakeMainState, emit: Emit) {
  function answered(id: string): void {
    if (!state.questions.some(({ request }) => request.id === id)) {
      throw new Error('Nobody waits for this answer any more.')
    }
    state.questions = state.questions.filter(({ request }) => request.id !== id)
    emit('questionsChanged', undefined)
  }
  return {
    listQuestions: async () => state.questions,
    answerConsent: async (id) => answered(id),
    answerCommand: async (id) => answered(id),
    answerPairing: async (id) => answered(id),
    answerPairingAgain: async (id) => answered(id),
    listPages: async () => state.pages,
    forgetPage: async (origin) => {
      state.pages = state.pages.filter((page) => page.origin !== origin)
      emit('pagesChanged', undefined)
    },
    setJustSignedIn: async (origin, signedIn) =>
      changePage(state, emit, origin, { upgradeUntil: signedIn ? Date.now() + 300_000 : null }),
    setAnswersByItself: async (origin, answersByItself) =>
      changePage(state, emit, origin, { answersByItself }),
  } satisfies Partial<Methods>
}

export function changePage(
  state: FakeMainState,
  emit: Emit,
  origin: string,
  change: Partial<PairedPage>,
): void {
  state.pages = state.pages.map((page) => (page.origin === origin ? { ...page, ...change } : page))
  emit('pagesChanged', undefined)
}
