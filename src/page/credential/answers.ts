/** What our credentials answer, by member: `rawId`, `getTransports`, … */
export type Answers = Readonly<Record<string, () => unknown>>

const known = new WeakMap<object, Answers>()

/** An object of the interface, whose members answer from `answers` (see patch/members.ts). */
export function createWithAnswers<T extends object>(prototype: T, answers: Answers): T {
  const created = Object.create(prototype) as T
  known.set(created, answers)
  return created
}

/** What a member answers for `object`; undefined where the object, or the member, is not ours. */
export function answerOf(object: unknown, member: string): (() => unknown) | undefined {
  const answers = known.get(object as object)
  return answers && Object.hasOwn(answers, member) ? answers[member] : undefined
}
