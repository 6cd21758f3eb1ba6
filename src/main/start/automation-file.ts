/** The file with the address for driving this Latchkey. */
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { get, type IncomingMessage } from 'node:http'
import * as v from 'valibot'
import { fileToWrite, notWritten } from '../../../playwright/client/user-file'

/** A Latchkey that has not answered by then counts as dead. */
const LONGEST_ANSWER_MS = 1_000

const CONTENTS = v.object({ url: v.pipe(v.string(), v.url()), pid: v.number() })

/**
 * Writes the file so that only the user can read it, because the address allows driving this Latchkey. Replaces the file of a
 * Latchkey that no longer runs.
 *
 * @throws {Error} a sentence, when the file belongs to another running Latchkey, or cannot be written.
 */
export async function writeAutomationFile(file: string, text: string): Promise<void> {
  // Written aside, then linked: a reader must not find half of it, and an old file would keep its own mode.
  const place = fileToWrite(file)
  const draft = `${place}.${randomUUID()}.tmp`
  try {
    writeFileSync(draft, `${text}\n`, { mode: 0o600, flag: 'wx' })
    await refuseIfServed(place)
    put(draft, place)
  } catch (error) {
    throw notWritten(file, error)
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Removes the file, unless another Latchkey has written its own address there since. */
export function removeAutomationFile(file: string, text: string): void {
  if (read(file) === `${text}\n`) rmSync(fileToWrite(file), { force: true })
}

async function refuseIfServed(file: string): Promise<void> {
  const owner = contents(file)
  if (owner && (await answers(owner.url))) throw inUse(file, owner.pid)
  if (owner) rmSync(file, { force: true })
}

/** If two Latchkeys start at once, only one of them can make the file. */
function put(draft: string, file: string): void {
  try {
    linkSync(draft, file)
  } catch (error) {
    const owner = (error as NodeJS.ErrnoException).code === 'EEXIST' ? contents(file) : undefined
    if (owner) throw inUse(file, owner.pid)
    // Something else has this path, or the file system has no links.
    renameSync(draft, file)
  }
}

function inUse(file: string, pid: number): Error {
  return new Error(
    `${file} is the address of another Latchkey, which runs as process ${pid}. End that one, or name another file.`,
  )
}

async function answers(url: string): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(LONGEST_ANSWER_MS)
    const asked = get(`${url}/status`, { agent: false, signal })
    const [response] = (await once(asked, 'response')) as [IncomingMessage]
    response.on('error', () => undefined).resume()
    return response.statusCode === 200
  } catch {
    return false
  }
}

/** undefined when there is no file, or no Latchkey wrote it. */
function contents(file: string): v.InferOutput<typeof CONTENTS> | undefined {
  try {
    return v.parse(CONTENTS, JSON.parse(read(file) ?? ''))
  } catch {
    return undefined
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
