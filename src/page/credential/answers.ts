import { create, hasOwn, weakMapGet, weakMapHas, weakMapSet } from '../builtins'
import { sharedObjects, type Answers } from '../shared-objects'

/** Creates an object of the interface. Its members return `answers` (see patch/members.ts). */
export function createWithAnswers<T extends object>(prototype: T, answers: Answers): T {
  const created = create(prototype) as T
  weakMapSet(sharedObjects().answers, created, answers)
  return created
}

/** Whether the object is one of our credentials or responses. */
export function isOurs(object: unknown): boolean {
  return weakMapHas(sharedObjects().answers, object as object)
}

/** The answer of a member of `object`; undefined when the object or the member is not ours. */
export function answerOf(object: unknown, member: string): (() => unknown) | undefined {
  const answers = weakMapGet(sharedObjects().answers, object as object)
  return answers && hasOwn(answers, member) ? answers[member] : undefined
}
