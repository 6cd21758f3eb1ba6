/** A rule of the lint. Each rule is a file in `rules`. `all-rules.ts` lists them. */
import type { SignalKind } from '../../shared/activity'
import type { LintFinding } from '../../shared/lint-finding'
import type { PageHistory } from './page-history'
import type { ReadCall, ReadCeremony, ReadCreation, ReadRequest, ReadSignal } from './read-call'

/** The facts about each finding of a rule. */
export interface RuleFacts extends Omit<LintFinding, 'rule' | 'path' | 'value'> {
  /** In kebab case; the name of the rule's file. */
  readonly id: string
}

/** The position of a finding in the call. */
export type Spot = Pick<LintFinding, 'path' | 'value'>

/** Finds mistakes. Never throws, whatever the options are. */
type Find<T> = (call: T, history: PageHistory) => readonly Spot[]

export interface Rule extends RuleFacts {
  readonly calls: readonly ReadCall['kind'][]
  /** `asked`: the rule judges the request. `ended`: the rule judges the result, so it runs only then. */
  readonly when: 'asked' | 'ended'
  readonly find: Find<ReadCall>
}

const NOTHING: readonly Spot[] = []

export function onCreate(facts: RuleFacts, find: Find<ReadCreation>): Rule {
  return rule(facts, ['create'], (call, history) =>
    call.kind === 'create' ? find(call, history) : NOTHING,
  )
}

export function onGet(facts: RuleFacts, find: Find<ReadRequest>): Rule {
  return rule(facts, ['get'], (call, history) =>
    call.kind === 'get' ? find(call, history) : NOTHING,
  )
}

export function onCeremony(facts: RuleFacts, find: Find<ReadCeremony>): Rule {
  return rule(facts, ['create', 'get'], (call, history) =>
    call.kind === 'signal' ? NOTHING : find(call, history),
  )
}

/** @param kinds the signals that the rule judges; all by default. */
export function onSignal(
  facts: RuleFacts,
  find: Find<ReadSignal>,
  kinds?: readonly SignalKind[],
): Rule {
  return rule(facts, ['signal'], (call, history) =>
    call.kind === 'signal' && (kinds?.includes(call.signal) ?? true)
      ? find(call, history)
      : NOTHING,
  )
}

export function onAnyCall(facts: RuleFacts, find: Find<ReadCall>): Rule {
  return rule(facts, ['create', 'get', 'signal'], find)
}

/** The same rule, but judging the result of the call. */
export function whenEnded(judged: Rule): Rule {
  return { ...judged, when: 'ended' }
}

function rule(facts: RuleFacts, calls: Rule['calls'], find: Find<ReadCall>): Rule {
  return { ...facts, calls, when: 'asked', find }
}
