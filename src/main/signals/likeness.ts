/** Which verdicts have the same effect: the same new values on passkeys with the same earlier values. */
import type { Passkey } from '../webauthn/authenticator/ports'
import { sameNames } from './names'
import type { ChangingVerdict } from './verdict'

/** Verdicts with the same effect. */
export interface Alike {
  readonly verdict: ChangingVerdict
  /** The number of passkeys. */
  size: number
}

/** Like {@link likeness}, and much faster, but also false for some verdicts with the same effect. */
export function isAlike(a: ChangingVerdict, b: ChangingVerdict): boolean {
  return hasSameResult(a, b) && hasSameState(a.passkey, b.passkey)
}

/** A text that only verdicts with the same effect share. */
export function likeness(verdict: ChangingVerdict): string {
  const { what, passkey } = verdict
  const { userName, userDisplayName, edited, setBy, hidden, renames } = passkey
  const result = what === 'renamed' ? [verdict.fields, verdict.after] : verdict.because
  return JSON.stringify([what, result, userName, userDisplayName, edited, setBy, hidden, renames])
}

function hasSameResult(a: ChangingVerdict, b: ChangingVerdict): boolean {
  if (a.what !== 'renamed' || b.what !== 'renamed')
    return a.what === b.what && becauseOf(a) === becauseOf(b)
  return (
    sameNames(a.after, b.after) &&
    a.fields.length === b.fields.length &&
    a.fields.every((field, index) => field === b.fields[index])
  )
}

function becauseOf(verdict: ChangingVerdict): string | null {
  return verdict.what === 'renamed' ? null : verdict.because
}

/** Whether all fields that a signal may set are the same. */
function hasSameState(a: Passkey, b: Passkey): boolean {
  return (
    sameNames(a, b) &&
    sameFields(a.edited, b.edited) &&
    sameFields(a.setBy, b.setBy) &&
    (a.hidden && b.hidden ? sameFields(a.hidden, b.hidden) : a.hidden === b.hidden) &&
    (a.renames === b.renames || a.renames.length + b.renames.length === 0)
  )
}

/** Compares objects whose fields are plain values. */
export function sameFields<T extends object>(a: T, b: T): boolean {
  if (a === b) return true
  const names = Object.keys(a) as (keyof T)[]
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name])
}
