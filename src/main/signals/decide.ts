/** What a signal does here (WebAuthn §5.1.10): a pure function of the kept passkeys, the signal and its policy. */
import type { LeftPasskey, PasskeyChange } from '../../shared/activity'
import { MOST_PASSKEYS_NAMED } from '../../shared/most-named'
import type { SignalPolicy } from '../../shared/signal-policy'
import type { Steps } from '../platform/slices'
import type { ReceivedSignal } from '../webauthn/client/ports'
import { carryOut, changeOf, leftOf } from './carry-out'
import { judge, type Candidates } from './judge'
import { RULES } from './policies/policies'
import type { StoreChange, UndoNote } from './ports'
import { isUsedUp, usedUpReason, type Quota } from './quota'
import { NO_EFFECT, whatChanged, whyNothing } from './reasons'
import type { Verdict } from './verdict'

export interface Circumstances {
  readonly policy: SignalPolicy
  /** The current quota of the page's site. Used only if the policy has a quota. */
  readonly quota: Quota
  /** Milliseconds since the Unix epoch. */
  readonly now: number
  /** The id of the signal's future entry in the record. */
  readonly entryId: string
}

/** A decision as the record and the window show it. */
export interface Outcome {
  /** The first {@link MOST_PASSKEYS_NAMED}. */
  readonly changes: readonly PasskeyChange[]
  /** The first {@link MOST_PASSKEYS_NAMED}. */
  readonly left: readonly LeftPasskey[]
  readonly moreChanges: number
  /** One sentence: what happened, or why no passkey changed. */
  readonly reason: string
}

export interface Decision extends Outcome {
  readonly writes: readonly StoreChange[]
  /** null when there is nothing to undo. */
  readonly undo: UndoNote | null
  /** Whether the quota counts this change. */
  readonly spends: boolean
}

/** In steps, because a signal may be about thousands of passkeys. */
export function* decide(
  candidates: Candidates,
  signal: ReceivedSignal,
  { policy, quota, now, entryId }: Circumstances,
): Steps<Decision> {
  const rules = RULES[policy]
  if (!rules.hasEffect) return leaving([], NO_EFFECT)
  const { verdicts, none } = judge(candidates, signal, rules)
  if (verdicts.length === 0) return leaving([], none)
  yield
  const { origin } = signal.requester
  const changing = verdicts.filter((verdict) => verdict.what !== 'left')
  if (changing.length === 0) return leaving(verdicts, whyNothing(verdicts))
  if (rules.hasQuota && isUsedUp(quota)) return usedUp(verdicts, usedUpReason(quota))
  const { writes, undone, alike } = yield* carryOut(changing, { entryId, origin, now })
  return {
    writes,
    changes: changing.slice(0, MOST_PASSKEYS_NAMED).map(changeOf),
    left: leftIn(verdicts),
    moreChanges: Math.max(0, changing.length - MOST_PASSKEYS_NAMED),
    reason: whatChanged(alike, origin),
    undo: { origin, rpId: signal.rpId, passkeys: undone },
    spends: rules.hasQuota,
  }
}

/** Changes no passkey. Passkeys that would change get this reason, and the others keep their own. */
function usedUp(verdicts: readonly Verdict[], because: string): Decision {
  const left = verdicts.map((verdict): Verdict =>
    verdict.what === 'left' ? verdict : { what: 'left', passkey: verdict.passkey, because },
  )
  return leaving(left, because)
}

function leaving(verdicts: readonly Verdict[], reason: string): Decision {
  const left = leftIn(verdicts)
  return { writes: [], changes: [], left, moreChanges: 0, reason, undo: null, spends: false }
}

function leftIn(verdicts: readonly Verdict[]): readonly LeftPasskey[] {
  return verdicts
    .filter((verdict) => verdict.what === 'left')
    .slice(0, MOST_PASSKEYS_NAMED)
    .map(({ passkey, because }) => leftOf(passkey, because))
}
