/** What a vault's file holds, in words. */
import type { VaultFileReport } from '../../shared/vault-report'
import { shortTime } from './times'

/** One or two sentences. */
export function fileText({ condition, passkeys, lost, problem }: VaultFileReport): string {
  const read = passkeys === null ? '' : ` ${count(passkeys, 'passkey')} can be read.`
  const why = problem === null ? '' : ` ${problem}`
  switch (condition) {
    case 'whole':
    case 'torn':
      return `No change that was saved is known to be missing.${read}`
    case 'cut':
      return `Its end is missing: ${count(lost, 'saved change')} lost.${read}`
    case 'older':
      return `It is older than the file that Latchkey used last, and lacks all later changes.${read}`
    case 'damaged':
      return `It is damaged: ${lost === 0 ? 'nothing is' : count(lost, 'saved change')} lost.${read}${why}`
    case 'unreadable':
      return `It cannot be read.${why}`
    case 'sealed':
      return `It cannot be opened here.${why}`
  }
}

/** A few words beside the name of a backup. */
export function backupText({ condition, passkeys, lost }: VaultFileReport): string {
  if (passkeys === null) return condition === 'sealed' ? 'key not at hand' : 'cannot be read'
  const missing = condition === 'damaged' ? `, damaged, ${count(lost, 'change')} lost` : ''
  return `${count(passkeys, 'passkey')}${missing}`
}

export function writtenText({ at }: Pick<VaultFileReport, 'at'>): string {
  return at === null ? 'Unknown date' : shortTime(at)
}

/** The backup that is offered first: the newest one that can be read as a whole. */
export function firstChoice(backups: readonly VaultFileReport[]): string | undefined {
  const whole = backups.find(({ condition, passkeys }) => condition === 'whole' && passkeys !== 0)
  return (whole ?? backups.find(mayBeRestored))?.name
}

export function mayBeRestored({ condition }: VaultFileReport): boolean {
  return condition !== 'unreadable'
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`
}
