/** The names of backups, and which backups are kept. */

/** The newest backup of a day is kept for this many days that had changes. */
const DAYS = 7
/** The newest backup of a week is kept for this many weeks that had changes. */
const WEEKS = 5
/** When the backups exceed this total, in bytes, the oldest are removed. The newest two always stay. */
const MOST_BYTES = 512 * 1024 * 1024
const LEAST_KEPT = 2

const DAY_MS = 24 * 60 * 60 * 1000

export interface Backup {
  /** Counts backups, from 1. Unlike the clock, the number never jumps. */
  readonly number: number
  /** The date of the backup by the clock at that time, such as `2026-11-29`. */
  readonly day: string
  readonly bytes: number
}

export function backupFileName({ number, day }: Pick<Backup, 'number' | 'day'>): string {
  return `vault-${String(number).padStart(6, '0')}-${day}.pkv`
}

/** @returns undefined when the name is not the name of a backup. */
export function parseBackupName(name: string): Pick<Backup, 'number' | 'day'> | undefined {
  const [, number, day] = /^vault-(\d{6,12})-(\d{4}-\d\d-\d\d)\.pkv$/.exec(name) ?? []
  return number !== undefined && day !== undefined && !Number.isNaN(Date.parse(day))
    ? { number: Number(number), day }
    : undefined
}

/** The number of the newest backup; 0 when there is none. */
export function newestNumber(names: readonly string[]): number {
  return Math.max(0, ...names.map((name) => parseBackupName(name)?.number ?? 0))
}

/** Returns only the names of backups, newest first. */
export function namesNewestFirst(names: readonly string[]): readonly string[] {
  const numbered = names.flatMap((name) => {
    const backup = parseBackupName(name)
    return backup ? [{ name, number: backup.number }] : []
  })
  return numbered.sort((a, b) => b.number - a.number).map(({ name }) => name)
}

/** The date in UTC. */
export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}

/**
 * The backups that are no longer needed. Only days and weeks with a backup count, in the order in which the backups were made,
 * so a clock that jumps does not age a backup.
 *
 * @param replacedAt the number of the newest backup when a repair or restore replaced the vault's file; 0 where none did. Only
 *   backups up to this one may hold what the step dropped, so they all stay until there are backups of {@link WEEKS} later weeks.
 */
export function superfluous(backups: readonly Backup[], replacedAt = 0): readonly Backup[] {
  const newestFirst = backups.toSorted((a, b) => b.number - a.number)
  const later = newestFirst.filter(({ number }) => number > replacedAt)
  const isLongAgo = newestOfEach(later, weekOf).length >= WEEKS
  const earlier = isLongAgo ? [] : newestFirst.slice(later.length)
  const kept = new Set([...keptByAge(isLongAgo ? newestFirst : later), ...earlier])
  const always = new Set([...newestFirst.slice(0, LEAST_KEPT), ...earlier.slice(0, LEAST_KEPT)])
  let total = 0
  for (const backup of newestFirst) {
    if (!kept.has(backup)) continue
    total += backup.bytes
    if (total > MOST_BYTES && !always.has(backup)) kept.delete(backup)
  }
  return newestFirst.filter((backup) => !kept.has(backup))
}

function keptByAge(newestFirst: readonly Backup[]): readonly Backup[] {
  return [
    ...newestOfEach(newestFirst, ({ day }) => day).slice(0, DAYS),
    ...newestOfEach(newestFirst, weekOf).slice(0, WEEKS),
  ]
}

function newestOfEach(
  newestFirst: readonly Backup[],
  groupOf: (backup: Backup) => unknown,
): readonly Backup[] {
  const newest = new Map<unknown, Backup>()
  for (const backup of newestFirst)
    if (!newest.has(groupOf(backup))) newest.set(groupOf(backup), backup)
  return [...newest.values()]
}

/** Weeks begin on Monday. */
function weekOf({ day }: Backup): number {
  return Math.floor((Date.parse(day) / DAY_MS + 3) / 7)
}
