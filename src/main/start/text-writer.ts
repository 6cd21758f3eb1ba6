import type { Writable } from 'node:stream'

/** The reader has closed its end: `latchkey passkeys list | head -1` needs no more. */
const NO_READER = ['EPIPE', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END']

/**
 * Writes text to the standard output or the standard error of a command. A reader that has closed its end is not a failure: the
 * command continues, and ends with its own exit code.
 *
 * @returns a function that writes a text, and resolves once it is written. It rejects when the text cannot be written for
 *   another reason, such as a full disk.
 */
export function textWriter(stream: Writable): (text: string) => Promise<void> {
  // Each write reports its own failure. Without a listener, the stream's event would end the process.
  stream.on('error', () => undefined)
  return (text) =>
    new Promise((resolve, reject) => {
      stream.write(text, (error) => {
        if (!error || hasNoReader(error)) resolve()
        else reject(new Error(`The output could not be written: ${error.message}.`))
      })
    })
}

function hasNoReader({ code }: NodeJS.ErrnoException): boolean {
  return code !== undefined && NO_READER.includes(code)
}
