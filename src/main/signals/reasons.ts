/** One sentence for the user: what a signal did, or why it did nothing. Pages never see it. */
import { groupedNumber } from '../../shared/grouped-number'
import type { Alike } from './likeness'
import { fieldsText, sameNames } from './names'
import type { ChangingVerdict, Verdict } from './verdict'

/** The reason of a signal under a policy that ignores signals. */
export const NO_EFFECT = 'under this policy signals have no effect'

/** The reason of a signal while no authenticator is available. */
export const UNREACHED =
  'no authenticator was there: a signal reaches only those that are (WebAuthn §5.1.10)'

/** Why a listed passkey does not change. */
export const ALREADY_VISIBLE = 'already visible'

/** Why a listed passkey stays hidden, whatever the policy. */
export const HIDDEN_BY_USER = 'listed, but the user hid it'

/**
 * What changed.
 *
 * @param alike at least one.
 * @param origin the page that signalled.
 */
export function whatChanged(alike: readonly Alike[], origin: string): string {
  const parts = grouped(alike, (verdict) => didWhat(verdict, origin))
  const staying = alike.filter(({ verdict }) => staysOf(verdict))
  const stays = grouped(staying, (verdict) => () => staysOf(verdict) ?? '')
  return [...parts, ...stays].join('; ')
}

/**
 * Why no passkey changed: the reason that all passkeys share, or each reason with its number of passkeys.
 *
 * @param verdicts at least one.
 */
export function whyNothing(verdicts: readonly Verdict[]): string {
  const reasons = new Set(verdicts.map(becauseOf))
  if (reasons.size === 1) {
    const reason = [...reasons].join()
    return reason === ALREADY_VISIBLE ? `every listed passkey was ${ALREADY_VISIBLE}` : reason
  }
  const each = verdicts.map((verdict) => ({ verdict, size: 1 }))
  return grouped(each, (verdict) => (count) => `${count}: ${becauseOf(verdict)}`).join('; ')
}

type Sentence = (count: string) => string

function didWhat(verdict: ChangingVerdict, origin: string): Sentence {
  const because = becauseOf(verdict)
  switch (verdict.what) {
    case 'renamed':
      return rename(verdict, origin)
    case 'hidden':
      return (count) => `${count} hidden: ${because}`
    case 'shown':
      return (count) => `${count} shown again: ${because}`
    case 'deleted':
      return (count) => `${count} moved to the trash: ${because}`
  }
}

function rename(
  { passkey, fields, after }: Extract<Verdict, { what: 'renamed' }>,
  origin: string,
): Sentence {
  const changed = fields.filter((field) => passkey[field] !== after[field])
  return sameNames(passkey, after)
    ? (count) =>
        `${origin} uses ${fieldsText(fields)} that the user chose for ${count}, so Latchkey removed the mark “edited”`
    : (count) => `${origin} changed ${fieldsText(changed)} of ${count}`
}

function becauseOf(verdict: Verdict): string {
  return verdict.what === 'renamed' ? '' : verdict.because
}

function staysOf(verdict: Verdict): string | null {
  return verdict.what === 'renamed' ? verdict.stays : null
}

/** Groups verdicts with the same text, so that the text appears once. */
function grouped<V extends Verdict>(
  verdicts: readonly { readonly verdict: V; readonly size: number }[],
  say: (verdict: V) => Sentence,
): string[] {
  const groups = new Map<string, { readonly sentence: Sentence; size: number }>()
  for (const { verdict, size } of verdicts) {
    const sentence = say(verdict)
    const key = sentence('')
    const group = groups.get(key)
    if (group) group.size += size
    else groups.set(key, { sentence, size })
  }
  return Array.from(groups.values(), ({ sentence, size }) => sentence(countText(size)))
}

export function countText(size: number): string {
  return size === 1 ? 'one passkey' : `${groupedNumber(size)} passkeys`
}
