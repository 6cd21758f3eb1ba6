/** Calls across a process boundary. Each row of a table has the schemas of the arguments and the answer. */
import * as v from 'valibot'

interface Call {
  readonly arguments: v.GenericSchema<unknown, readonly unknown[]>
  readonly answer: v.GenericSchema
}

/** The functions that a table of calls describes. */
export type Calls<Table extends Readonly<Record<string, Call>>> = {
  [Name in keyof Table]: (
    ...args: WithOptionalEnd<v.InferOutput<Table[Name]['arguments']>>
  ) => Promise<v.InferOutput<Table[Name]['answer']>>
}

/** Trailing arguments that may be `undefined` may be omitted. */
type WithOptionalEnd<Args extends readonly unknown[]> = Args extends [...infer First, infer Last]
  ? undefined extends Last
    ? [...WithOptionalEnd<First>, Last?]
    : Args
  : Args

/**
 * A row of a table of calls.
 *
 * @param takes one schema per argument.
 * @param answers omitted when the call has no answer.
 */
export function call<const Takes extends v.TupleItems>(
  takes: Takes,
): { arguments: v.StrictTupleSchema<Takes, undefined>; answer: v.VoidSchema<undefined> }
export function call<const Takes extends v.TupleItems, Answers extends v.GenericSchema>(
  takes: Takes,
  answers: Answers,
): { arguments: v.StrictTupleSchema<Takes, undefined>; answer: Answers }
export function call(takes: v.TupleItems, answers: v.GenericSchema = v.void()) {
  return { arguments: v.strictTuple(takes), answer: answers }
}
