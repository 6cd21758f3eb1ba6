/** Asks the user's verifier about a response. */
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { whyNoModule } from '../../../playwright/client/user-file'
import * as v from 'valibot'
import { CommandEnd, EXIT } from '../../cli/exit-codes'
import { failed } from '../../lint/read-json'
import { verdictSchema, type Verdict, type VerifierInput, type VerifierTask } from './verdict'

export interface VerifierHost {
  /** The folder of relative paths. */
  readonly folder: string
  /** The script of the thread: `verifier-worker.ts`, built. */
  readonly worker: URL
  /** Gets what the verifier prints. */
  readonly err: (text: string) => Promise<void>
  /** How long the verifier may take. */
  readonly timeoutMs?: number
}

/** What the verifier answered. */
export type Answered = Extract<Verdict, { answer: 'accepted' | 'refused' | 'threw' }>

const TIMEOUT_MS = 30_000

/** A verifier that takes more than that has gone wild. */
const MOST_MEMORY_MIB = 1024

/**
 * @param path the user's module, which exports a function `verify`, or one by default.
 * @throws {CommandEnd} `failed`: the verifier gave no answer, and why.
 */
export async function askVerifier(
  path: string,
  input: VerifierInput,
  host: VerifierHost,
): Promise<Answered> {
  const file = resolve(host.folder, path)
  const why = whyNoModule(file)
  if (why !== undefined) return failed(`${path} cannot be loaded, because ${why}. Check the path.`)
  const verdict = await run({ module: pathToFileURL(file).href, input }, path, host)
  switch (verdict.answer) {
    case 'not-loaded':
      return failed(`${path} cannot be loaded: ${verdict.said}`)
    case 'no-function':
      return failed(
        `${path} exports no function. Write: export const verify = ({ kind, options, response, origin }) => …`,
      )
    case 'unclear':
      return failed(
        `${path} returned ${verdict.said}. It should return true or false, or an object with “verified”.`,
      )
    default:
      return verdict
  }
}

async function run(
  task: VerifierTask,
  path: string,
  { worker: script, err, timeoutMs = TIMEOUT_MS }: VerifierHost,
): Promise<Verdict> {
  const worker = new Worker(script, {
    workerData: task,
    // The output of the command is the command's alone.
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MIB },
  })
  for (const stream of [worker.stdout, worker.stderr])
    stream.on('data', (piece: Buffer) => void err(piece.toString('utf8')))
  try {
    return await answerOf(worker, path, timeoutMs)
  } finally {
    await worker.terminate()
  }
}

function answerOf(worker: Worker, path: string, timeoutMs: number): Promise<Verdict> {
  return new Promise((answer, reject) => {
    const refuse = (sentence: string) => reject(new CommandEnd(EXIT.failed, `${path} ${sentence}`))
    const timer = setTimeout(
      () => refuse(`did not answer within ${timeoutMs / 1000} seconds.`),
      timeoutMs,
    )
    worker.on('message', (message: unknown) => {
      const result = v.safeParse(verdictSchema, message)
      if (result.success) answer(result.output)
      else refuse('sent a message instead of an answer.')
    })
    worker.on('error', (error) => refuse(`failed: ${String(error)}`))
    worker.on('exit', (code) => {
      clearTimeout(timer)
      refuse(`ended before it answered (exit code ${code}).`)
    })
  })
}
