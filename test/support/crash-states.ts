/**
 * The states that a disk may have after a power cut. Writes that were not synced are lost, torn or out of order; a file may
 * have grown before its data arrived; names that were not synced are lost.
 */
import { createHash } from 'node:crypto'
import { changed, type FileAtCut, type Moment, type NameChange } from './power-cut-files'

const SECTOR = 512
/** Where a write is cut. */
export interface Care {
  /** Further offsets at which a write is torn: within a sector, as on some disks. */
  readonly oddCuts: readonly number[]
  /** How many sectors of a large write are tried at its beginning, at its end, and between them. */
  readonly sectors: number
}

export const THOROUGH: Care = { oddCuts: [1, 8, 35, 300], sectors: 6 }
export const QUICK: Care = { oddCuts: [35], sectors: 1 }

export interface CrashState<T> {
  /** By path. */
  readonly files: ReadonlyMap<string, Buffer>
  /** The moment of the cut. */
  readonly moment: Moment<T>
}

/** Every state that differs from the others in its files or in its moment's note. */
export function* crashStates<T>(
  moments: readonly Moment<T>[],
  care: Care,
): Generator<CrashState<T>> {
  const seen = new Set<string>()
  const notes = new Map<T, number>()
  for (const moment of moments) {
    if (!notes.has(moment.note)) notes.set(moment.note, notes.size)
    for (const files of statesAt(moment, care)) {
      const state = `${String(notes.get(moment.note))} ${fingerprint(files)}`
      if (seen.has(state)) continue
      seen.add(state)
      yield { files, moment }
    }
  }
}

/** Varies one file at a time over its states. The other files have either their synced contents or all written contents. */
function* statesAt<T>(moment: Moment<T>, care: Care): Generator<ReadonlyMap<string, Buffer>> {
  const named = [...namesAt(moment)]
  const whole = {
    certain: contentsOfAll(moment, 'certain'),
    arrived: contentsOfAll(moment, 'arrived'),
  }
  for (const names of named)
    for (const contents of Object.values(whole)) yield filesOf(names, contents)
  for (const [number, file] of moment.files) {
    if (file.unsynced.length === 0) continue
    const having = named.filter((names) => [...names.values()].includes(number))
    for (const contents of contentsOf(file, care))
      for (const names of having)
        for (const others of Object.values(whole))
          yield filesOf(names, new Map(others).set(number, contents))
  }
}

function filesOf(
  names: ReadonlyMap<string, number>,
  contents: ReadonlyMap<number, Buffer>,
): ReadonlyMap<string, Buffer> {
  return new Map([...names].map(([path, number]) => [path, contents.get(number) ?? EMPTY]))
}

const EMPTY = Buffer.alloc(0)

function contentsOfAll<T>(
  { files }: Moment<T>,
  which: 'certain' | 'arrived',
): ReadonlyMap<number, Buffer> {
  return new Map([...files].map(([number, file]) => [number, plainContents(file, which)]))
}

function plainContents({ certain, unsynced }: FileAtCut, which: 'certain' | 'arrived'): Buffer {
  return which === 'certain' ? certain : unsynced.reduce(changed, certain)
}

/** Each prefix of the unsynced name changes, and each prefix without one of its changes. */
function* namesAt<T>({ names, unsyncedNames }: Moment<T>): Generator<ReadonlyMap<string, number>> {
  for (let count = 0; count <= unsyncedNames.length; count++) {
    const first = unsyncedNames.slice(0, count)
    yield named(names, first)
    for (let without = 0; without < count - 1; without++)
      yield named(names, first.toSpliced(without, 1))
  }
}

function named(
  before: ReadonlyMap<string, number>,
  changes: readonly NameChange[],
): ReadonlyMap<string, number> {
  const names = new Map(before)
  for (const { path, file, instead } of changes) {
    if (file === undefined) names.delete(path)
    else names.set(path, file)
    if (instead !== undefined) names.delete(instead)
  }
  return names
}

function* contentsOf(file: FileAtCut, care: Care): Generator<Buffer> {
  let before = file.certain
  yield before
  for (const change of file.unsynced) {
    const after = changed(before, change)
    yield after
    if ('bytes' in change) yield* torn(before, after, change, care)
    before = after
  }
  // The system may write later changes before earlier ones.
  for (let without = 0; without < file.unsynced.length - 1; without++)
    yield file.unsynced.toSpliced(without, 1).reduce(changed, file.certain)
}

/** A write of which only a part has arrived. */
function* torn(
  before: Buffer,
  after: Buffer,
  { at, bytes }: { readonly at: number; readonly bytes: Buffer },
  care: Care,
): Generator<Buffer> {
  const end = at + bytes.length
  // The file is as long as it was, or has grown already, or ends where the data does.
  const grown = Buffer.alloc(after.length)
  before.copy(grown)
  const spliced = (base: Buffer, from: number, to: number): Buffer => {
    const result = Buffer.from(base)
    after.copy(result, from, from, Math.min(to, result.length))
    return result
  }
  yield grown
  for (const cut of cutsBetween(at, end, care)) {
    yield spliced(grown, at, cut)
    if (after.length > before.length) yield spliced(grown, at, cut).subarray(0, cut)
    yield spliced(grown, cut, end)
  }
  for (const start of sectorsBetween(at, end, care)) {
    const lost = Buffer.from(after)
    grown.copy(lost, start, start, Math.min(start + SECTOR, end))
    yield lost
  }
  const last = Buffer.from(after)
  for (let offset = Math.max(at, end - (end % SECTOR || SECTOR)); offset < end; offset++)
    last[offset] = (offset * 7_919) & 0xff
  yield last
}

function cutsBetween(from: number, to: number, care: Care): number[] {
  const odd = care.oddCuts.map((bytes) => from + bytes)
  const cuts = [...sectorsBetween(from, to, care), ...odd, to - 1]
  return [...new Set(cuts)].filter((cut) => cut > from && cut < to)
}

/** Where sectors begin, between two places of a file; the first may lie before `from`. */
function sectorsBetween(from: number, to: number, { sectors }: Care): number[] {
  const all: number[] = []
  for (let at = from - (from % SECTOR); at < to; at += SECTOR) all.push(Math.max(at, from))
  const between = Math.ceil(all.length / (sectors + 1))
  return all.filter(
    (_, index) => index < sectors || index >= all.length - sectors || index % between === 0,
  )
}

function fingerprint(files: ReadonlyMap<string, Buffer>): string {
  return [...files]
    .map(([path, bytes]) => `${path} ${digestOf(bytes)}`)
    .sort()
    .join()
}

/** Most files are the same in most states. */
const digests = new WeakMap<Buffer, string>()

function digestOf(bytes: Buffer): string {
  let digest = digests.get(bytes)
  if (digest === undefined) {
    digest = createHash('sha256').update(bytes).digest('base64')
    digests.set(bytes, digest)
  }
  return digest
}
