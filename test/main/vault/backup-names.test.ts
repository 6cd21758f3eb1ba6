import { describe, expect, it } from 'vitest'
import {
  backupFileName,
  dayOf,
  parseBackupName,
  superfluous,
  type Backup,
} from '../../../src/main/vault/backup-names'

const DAY_MS = 86_400_000
const MONDAY = Date.parse('2026-06-01')

/** One backup on each of these days, counted from a Monday, in this order. */
function backupsOn(days: readonly number[], bytes = 1000): Backup[] {
  return days.map((day, i) => ({ number: i + 1, day: dayOf(MONDAY + day * DAY_MS), bytes }))
}

function keptOf(backups: readonly Backup[], replacedAt?: number): string[] {
  const gone = new Set(superfluous(backups, replacedAt))
  return backups.filter((backup) => !gone.has(backup)).map(({ day }) => day)
}

describe('the name of a backup', () => {
  it('says its number and its day', () => {
    const backup = { number: 12, day: '2026-06-01' }
    expect(backupFileName(backup)).toBe('vault-000012-2026-06-01.pkv')
    expect(parseBackupName(backupFileName(backup))).toEqual(backup)
  })

  it.each(['vault.pkv', 'vault-1-2026-06-01.pkv', 'vault-000001-2026-13-77.pkv', 'x'])(
    'is not %s',
    (name) => expect(parseBackupName(name)).toBeUndefined(),
  )
})

describe('the backups that stay', () => {
  it('are those of seven days and of five weeks that had changes', () => {
    const kept = keptOf(backupsOn(Array.from({ length: 60 }, (_, i) => i)))
    expect(kept).toEqual([
      // The Sundays of the weeks before, and the newest week.
      ...['2026-07-05', '2026-07-12', '2026-07-19'],
      ...[24, 25, 26, 27, 28, 29, 30].map((day) => `2026-07-${day}`),
    ])
  })

  it('are the newest of each day', () => {
    const kept = superfluous(backupsOn([0, 0, 0, 1]))
    expect(kept.map(({ number }) => number).sort()).toEqual([1, 2])
  })

  it('stay while nothing changes, however old they become', () => {
    expect(superfluous(backupsOn([0, 1, 2, 300]))).toEqual([])
  })

  it('are not made old by one start with a clock a year ahead', () => {
    expect(superfluous(backupsOn([0, 1, 2, 365, 3, 4]))).toEqual([])
  })

  it('include each new one, even after a week with a clock a year ahead', () => {
    const ahead = backupsOn([0, 1, 365, 366, 367, 368, 369, 370, 371, 2])
    expect(keptOf(ahead)).toContain(dayOf(MONDAY + 2 * DAY_MS))
  })

  it('lose no good one to a clock that begins at 1970 at every second start', () => {
    const days = [0, -20_605, 1, -20_605, 2, -20_605, 3]
    expect(keptOf(backupsOn(days)).filter((day) => day > '2026')).toHaveLength(4)
  })

  it('take half a gibibyte at most, and are two at least', () => {
    expect(keptOf(backupsOn([0, 1, 2, 3], 200 * 1024 * 1024))).toHaveLength(2)
    expect(keptOf(backupsOn([0, 1, 2, 3], 1024 ** 3))).toHaveLength(2)
    expect(keptOf(backupsOn([0, 1, 2, 3], 100 * 1024 * 1024))).toHaveLength(4)
  })

  it('are all from before a repair or restore, until there are five later weeks', () => {
    const sameDay = [0, 0, 0]
    expect(keptOf(backupsOn([...sameDay, 0, 1, 1]), 3)).toEqual(
      keptOf(backupsOn([0, 1])).flatMap((day, index) =>
        index === 0 ? [day, day, day, day] : [day],
      ),
    )
    const weeks = [7, 14, 21, 28]
    expect(keptOf(backupsOn([...sameDay, ...weeks]), 3)).toHaveLength(3 + weeks.length)
    expect(keptOf(backupsOn([...sameDay, ...weeks, 35]), 3)).toHaveLength(6)
  })

  it('are the newest two from before a repair or restore, however large they are', () => {
    const kept = superfluous(backupsOn([0, 1, 2, 3, 4, 5], 300 * 1024 * 1024), 3)

    expect(kept.map(({ number }) => number)).toEqual([4, 1])
  })
})
