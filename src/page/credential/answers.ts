import { create, hasOwn, WeakMap } from '../builtins'

/** The answers of one of our objects, by member: `rawId`, `getTransports`, … */
export type Answers = Readonly<Record<string, () => unknown>>

const known = new WeakMap<object, Answers>()

/** Creates an object of the interface. Its members return `answers` (see patch/members.ts). */
export function createWithAnswers<T extends object>(prototype: T, answers: Answers): T {
  const created = create(prototype) as T
  known.set(created, answers)
  return created
}

/** Whether the object is a credential, or a response, of ours. */
export function isOurs(object: unknown): boolean {
  return known.has(object as object)
}

/** The answer of a member of `object`; undefined when the object or the member is not ours. */
export function answerOf(object: unknown, member: string): (() => unknown) | undefined {
  const answers = known.get(object as object)
  return answers && hasOwn(answers, member) ? answers[member] : undefined
}
