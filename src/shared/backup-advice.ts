/** Which backup to restore, in the same words for the window, a terminal, the log and the record. */
import { placed, placedTime, placedTogether, type PlacedText } from './placed-text'
import type { VaultFileReport } from './vault-report'
import { count, IS_OF_OTHER_VAULT } from './vault-words'

/** What is known of the vault's file. */
export type KnownFile = Pick<VaultFileReport, 'condition' | 'passkeys' | 'otherVault' | 'problem'>

/** Whether Latchkey set this copy aside because of damage, a repair or a restore. Such a copy may be what is damaged. */
export function isSetAside(name: string): boolean {
  return /^vault\.pkv\.(torn|corrupt|kept|undone)-/.test(name)
}

export function mayBeRestored({ condition }: Pick<VaultFileReport, 'condition'>): boolean {
  return condition !== 'unreadable'
}

/** Whether the vault opens once this backup takes its place. */
export function opensHere({ passkeys, waitsFor }: VaultFileReport): boolean {
  return passkeys !== null || waitsFor === 'passphrase'
}

/** A backup of this vault that is whole and not empty. No older backup is a better one. */
export function isGood({ condition, otherVault, passkeys }: VaultFileReport): boolean {
  return condition === 'whole' && !otherVault && passkeys !== 0
}

/** Whether something can be read of the vault's own file, so that copies of it are no way back. */
export function isReadable(file: KnownFile | null): boolean {
  return file !== null && file.passkeys !== null && !file.otherVault
}

/**
 * The backup to restore first.
 *
 * @param file the vault's file; null when there is none.
 * @param backups newest first.
 */
export function bestBackup(
  file: KnownFile | null,
  backups: readonly VaultFileReport[],
): VaultFileReport | undefined {
  const usable = backups.filter(mayBeRestored)
  const own = usable.filter(({ name }) => !isSetAside(name))
  return bestOf(own) ?? (isReadable(file) ? undefined : bestOf(usable))
}

function bestOf(backups: readonly VaultFileReport[]): VaultFileReport | undefined {
  const own = backups.filter(({ otherVault }) => !otherVault)
  return (
    own.find(isGood) ??
    own.find(({ passkeys }) => passkeys !== null && passkeys > 0) ??
    own.find(({ passkeys }) => passkeys !== null) ??
    own[0] ??
    backups[0]
  )
}

/** The name, the date and the contents of {@link bestBackup}, or why there is none. A newer backup may hold less than the vault. */
export function describeBest(
  file: KnownFile | null,
  backups: readonly VaultFileReport[],
): PlacedText {
  const best = bestBackup(file, backups)
  if (!best) return describeNone(file, backups)
  const { name, at, condition, otherVault } = best
  const kind = isSetAside(name) ? 'copy' : 'backup'
  const which =
    condition === 'sealed' ? '' : condition === 'whole' ? ' that is whole' : ' that can be read'
  const written = at === null ? '' : placed`, written ${placedTime(at)}`
  const holds = describeContents(file, best)
  const newest = placed`The newest ${kind}${which} is ${name}${written}${holds}`
  return otherVault ? placedTogether([newest, IS_OF_OTHER_VAULT]) : newest
}

function describeNone(file: KnownFile | null, backups: readonly VaultFileReport[]): string {
  const known = isReadable(file) ? backups.filter(({ name }) => !isSetAside(name)) : backups
  return known.length === 0 ? 'There is no backup.' : 'No backup can be read.'
}

/** The rest of the sentence about a backup. */
function describeContents(file: KnownFile | null, best: VaultFileReport): string {
  const { passkeys, lost } = best
  if (passkeys === null) return `. ${describeSealed(file, best)}`
  const lacks = lost > 0 ? `, and lacks ${count(lost, 'entry', 'entries')}` : ''
  const now = file?.passkeys ?? 0
  const fewer = passkeys < now ? `, fewer than the file has now (${now})` : ''
  return `, with ${count(passkeys, 'passkey', 'passkeys')}${lacks}${fewer}.`
}

/** What is known of a backup that the key at hand does not open. */
export function describeSealed(
  file: Pick<KnownFile, 'condition' | 'problem'> | null,
  { problem, waitsFor }: Pick<VaultFileReport, 'problem' | 'waitsFor'>,
): string {
  if (waitsFor === 'passphrase') return 'It opens with its passphrase.'
  const either = file?.condition === 'sealed' ? ', either' : ''
  const why = firstSentence(problem)
  const isSame = either !== '' && why === firstSentence(file?.problem ?? null)
  const because =
    isSame || why === '' ? '' : `, because ${why.charAt(0).toLowerCase()}${why.slice(1)}`
  return `It cannot be opened here now${either}${because}.`
}

function firstSentence(text: string | null): string {
  return (text?.split('. ')[0] ?? '').replace(/\.$/, '')
}
