/** Which rows an audit tries, and in which order. Pure. */
import { AuditError, SelectionError } from './audit-error.js'
import {
  SEVERITIES,
  type AuditedFault,
  type AuditedProfile,
  type Catalogue,
  type CeremonyKind,
} from './catalogue.js'
import type { PlannedRow } from './report-card.js'

/** Which rows to try; by default all. */
export interface Selection {
  /** Ids of faults. */
  readonly faults?: readonly string[] | 'all' | 'none' | undefined
  /** Ids of profiles. */
  readonly profiles?: readonly string[] | 'all' | 'none' | undefined
  /** Tries only the rows with one of these words: an id, a place, `create`, `get`, a severity, or a row's key. */
  readonly only?: readonly string[] | undefined
  /** Skips the rows with one of these words. */
  readonly skip?: readonly string[] | undefined
}

/** Rows that are tried together with one account: a registration and a sign-in, or one fault in one of them. */
export interface Trial {
  readonly kind: PlannedRow['kind']
  /** The id of the fault or the profile; empty for a genuine answer. */
  readonly id: string
  readonly rows: readonly PlannedRow[]
}

export interface Plan {
  /** Without a profile and a fault. Both of its rows must pass, because otherwise the audit has no meaning. */
  readonly genuine: Trial
  /** Profiles first, then faults. */
  readonly trials: readonly Trial[]
}

/**
 * Without faults and profiles, the plan has only the genuine answers.
 *
 * @throws {AuditError} when the selection names something unknown, or leaves no row of the chosen faults and profiles.
 */
export function planOf(catalogue: Catalogue, selection: Selection = {}): Plan {
  const profiles = chosen('profile', catalogue.profiles, selection.profiles).map(profileTrial)
  const faults = chosen('fault', catalogue.faults, selection.faults).flatMap(faultTrials)
  const all = [...profiles, ...faults]
  const only = knownWords('only', selection.only, all)
  const skip = knownWords('skip', selection.skip, all)
  const isTried = (row: PlannedRow) => {
    const named = wordsFor(row)
    return (
      (only === undefined || named.some((word) => only.has(word))) &&
      !named.some((word) => skip?.has(word))
    )
  }
  const trials = all
    .map((trial) => ({ ...trial, rows: trial.rows.filter(isTried) }))
    .filter(({ rows }) => rows.length > 0)
  if (all.length > 0 && trials.length === 0) throw nothingToTry(selection)
  return { genuine: genuineTrial(), trials }
}

function nothingToTry({ only, skip }: Selection): AuditError {
  const named = [only && '`only`', skip && '`skip`'].filter((word) => word !== undefined)
  return new SelectionError(
    `${named.join(' and ')} left nothing to try: no row of the chosen faults and profiles remains.`,
  )
}

function chosen<T extends { readonly id: string }>(
  what: 'fault' | 'profile',
  all: readonly T[],
  ids: readonly string[] | 'all' | 'none' = 'all',
): readonly T[] {
  if (ids === 'all') return all
  if (ids === 'none') return []
  const unknown = ids.find((id) => !all.some((one) => one.id === id))
  if (unknown !== undefined) throw unknownWord(`There is no ${what} ${unknown}.`)
  return all.filter(({ id }) => ids.includes(id))
}

/** Rejects unknown words, because a misspelt word would silently omit rows. */
function knownWords(
  option: 'only' | 'skip',
  words: readonly string[] | undefined,
  trials: readonly Trial[],
): ReadonlySet<string> | undefined {
  if (words === undefined) return undefined
  const known = new Set([...SEVERITIES, ...trials.flatMap(({ rows }) => rows).flatMap(wordsFor)])
  const unknown = words.find((word) => !known.has(word))
  if (unknown !== undefined)
    throw unknownWord(
      `\`${option}\` names ${unknown}, which is no fault, profile, place, ceremony or severity of this audit.`,
    )
  return new Set(words)
}

function unknownWord(message: string): AuditError {
  return new SelectionError(`${message} latchkey audit --list lists all names.`)
}

function wordsFor({ key, kind, id, place, ceremony, severity }: PlannedRow): readonly string[] {
  return [key, kind, id, place, ceremony, severity]
}

const GENUINE = {
  create: 'A genuine registration, without a profile and a fault',
  get: 'A genuine sign-in, without a profile and a fault',
} as const

const SECTIONS = { create: 'WebAuthn §7.1', get: 'WebAuthn §7.2' } as const

function genuineTrial(): Trial {
  const row = (ceremony: CeremonyKind): PlannedRow => ({
    key: `genuine/${ceremony}`,
    kind: 'genuine',
    id: '',
    ceremony,
    title: GENUINE[ceremony],
    place: 'genuine',
    expected: 'accept',
    severity: 'critical',
    section: SECTIONS[ceremony],
    advice: 'Make the relying party accept a genuine answer first.',
  })
  return { kind: 'genuine', id: '', rows: [row('create'), row('get')] }
}

function profileTrial({ id, title, summary }: AuditedProfile): Trial {
  const row = (ceremony: CeremonyKind): PlannedRow => ({
    key: `profile/${id}/${ceremony}`,
    kind: 'profile',
    id,
    ceremony,
    title: `${title}: ${ceremony === 'create' ? 'registration' : 'sign-in'}`,
    place: 'provider',
    expected: 'accept',
    severity: 'high',
    section: SECTIONS[ceremony],
    advice: `Users of this provider cannot ${ceremony === 'create' ? 'register' : 'sign in'}. Its answers differ so: ${summary}`,
  })
  return { kind: 'profile', id, rows: [row('create'), row('get')] }
}

function faultTrials(fault: AuditedFault): readonly Trial[] {
  const { id, title, place, expected, severity, section, advice, needs } = fault
  return fault.ceremonies.map((ceremony) => ({
    kind: 'fault',
    id,
    rows: [
      {
        key: `fault/${id}/${ceremony}`,
        kind: 'fault',
        id,
        ceremony,
        title,
        place,
        expected,
        severity,
        section,
        advice,
        ...(needs !== undefined && { needs }),
      },
    ],
  }))
}
