/** Runs the user's verifier, in a thread of its own: the command ends the thread where the verifier does not answer. */
import { parentPort, workerData } from 'node:worker_threads'
import { LONGEST_SAID, type Verdict, type VerifierTask } from './verdict'

type Verify = (input: VerifierTask['input']) => unknown

// A function whose promise never settles would otherwise end the thread, and look like a crash.
parentPort?.on('message', () => undefined)
const verdict = await verdictOf(workerData as VerifierTask)
// What the verifier printed must arrive before the thread is ended.
await Promise.all([process.stdout, process.stderr].map(flushed))
parentPort?.postMessage(verdict)

function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => void stream.write('', () => resolve()))
}

async function verdictOf({ module, input }: VerifierTask): Promise<Verdict> {
  let verify: Verify | undefined
  try {
    verify = functionOf((await import(/* @vite-ignore */ module)) as object)
  } catch (error) {
    return { answer: 'not-loaded', said: textOf(error) }
  }
  if (!verify) return { answer: 'no-function' }
  try {
    return judged(await verify(input))
  } catch (error) {
    return { answer: 'threw', said: textOf(error) }
  }
}

function functionOf(exported: { readonly verify?: unknown; readonly default?: unknown }) {
  return [exported.verify, exported.default].find((one) => typeof one === 'function') as
    Verify | undefined
}

function judged(result: unknown): Verdict {
  const verified =
    typeof result === 'object' && result !== null && 'verified' in result ? result.verified : result
  if (verified === true) return { answer: 'accepted' }
  if (verified === false) return { answer: 'refused' }
  return { answer: 'unclear', said: textOf(result) }
}

/** Anything can be thrown, also what cannot be made a text. */
function textOf(value: unknown): string {
  try {
    return String(value).slice(0, LONGEST_SAID)
  } catch {
    return 'something that has no text'
  }
}
