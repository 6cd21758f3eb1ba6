/** The names of backups, and which of them are kept. */

/** For so many days that had changes, the newest backup of the day is kept. */
const DAYS = 7
/** For so many weeks that had changes, the newest backup of the week is kept. */
const WEEKS = 5
/** Beyond this total, in bytes, the oldest backups go, but for the newest two. */
const MOST_BYTES = 512 * 1024 * 1024
const LEAST_KEPT = 2

const DAY_MS = 24 * 60 * 60 * 1000

export interface Backup {
  /** Counts backups, from 1. The clock may jump; this number does not. */
  readonly number: number
  /** The date on which the backup was made, by the clock of that time, as `2026-11-29`. */
  readonly day: string
  readonly bytes: number
}

export function backupFileName({ number, day }: Pick<Backup, 'number' | 'day'>): string {
  return `vault-${String(number).padStart(6, '0')}-${day}.pkv`
}

/** @returns undefined for a file that no backup has the name of. */
export function parseBackupName(name: string): Pick<Backup, 'number' | 'day'> | undefined {
  const [, number, day] = /^vault-(\d{6,12})-(\d{4}-\d\d-\d\d)\.pkv$/.exec(name) ?? []
  return number !== undefined && day !== undefined && !Number.isNaN(Date.parse(day))
    ? { number: Number(number), day }
    : undefined
}

/** The names of backups among these, newest first. */
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
 * The backups that are no longer needed. Days and weeks count only where they have a backup, in the order in which the backups
 * were made: a clock that jumps makes no backup old.
 */
export function superfluous(backups: readonly Backup[]): readonly Backup[] {
  const newestFirst = backups.toSorted((a, b) => b.number - a.number)
  const kept = new Set([
    ...newestOfEach(newestFirst, ({ day }) => day).slice(0, DAYS),
    ...newestOfEach(newestFirst, weekOf).slice(0, WEEKS),
  ])
  let total = 0
  let count = 0
  for (const backup of newestFirst) {
    if (!kept.has(backup)) continue
    total += backup.bytes
    count++
    if (total > MOST_BYTES && count > LEAST_KEPT) kept.delete(backup)
  }
  return newestFirst.filter((backup) => !kept.has(backup))
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
