/** Mutants without a relevant effect, and why. A mutant that a test could kill does not belong here. */

const ONLY_QUICKER = 'The first look only saves time: both lengths are compared afterwards.'
const NO_PLACES = 'A run without places has no frame, and costs no attempt.'
const FIRST_LOOK = '((bytes[index] ?? 0) ^ (bytes[index + 4] ?? 0)) !== 0xff'

const WHOLE_FRAME = "typeof length !== 'number' || offset + length > bytes.length"
const CUT_OFF =
  'What is shorter than its seal, or cut off, does not open, which ends the piece as well.'

const NEVER_EMPTY = 'A run that is tried has a first and a last place.'

export const EQUIVALENT: ReadonlyMap<string, string> = new Map([
  ['batch-outline.ts: true for known === undefined', 'The text in its place is the same.'],
  ['batch-outline.ts: false for known === undefined', 'Equal texts only take more memory.'],
  ['batch-outline.ts: without this.#rpIds.set(text, text)', 'Equal texts only take more memory.'],
  [`frame-runs.ts: false for ${FIRST_LOOK}`, ONLY_QUICKER],
  [
    'frame-runs.ts: + in SEARCHED_BYTES + LENGTHS_BYTES - 1',
    'Two places are looked at again by the next part of the search.',
  ],
  [
    'frame-runs.ts: - in index + LENGTHS_BYTES',
    'Looks at places whose lengths are cut off, where no frame begins.',
  ],
  ['frame-runs.ts: >= in found.length > 2 * EDGE_PLACES', 'The limit is lower by one place.'],
  ['frame-runs.ts: true for isRubbish', 'Places that were added are added again.'],
  ['frame-recovery.ts: >= in length > 0', NO_PLACES],
  [
    'frame-recovery.ts: > in known.end >= last.end',
    'No two frames that opened end at the same place, and none ends where the file begins.',
  ],
  [
    'frame-recovery.ts: <= in this.#readsLeft < 0',
    'The limit is eight times the length of the file: one byte more or less does not matter.',
  ],
  [
    'frame-recovery.ts: > in this.#guessesLeft >= kept',
    'The limit of all guesses is 200 000 000 bytes: one byte more or less does not matter.',
  ],
  [
    'frame-recovery.ts: false for sequence < this.#part.sequence || this.#found.has(sequence)',
    ONLY_QUICKER,
  ],
  [
    'frame-recovery.ts: && in sequence < this.#part.sequence || this.#found.has(sequence)',
    ONLY_QUICKER,
  ],
  [
    'frame-recovery.ts: - in place.length + ATTEMPT_BYTES',
    'The limit of the neighbours is higher by a few attempts.',
  ],
  [
    'frame-recovery.ts: <= in left < 0',
    'The limit of the neighbours is 50 000 000 bytes: one byte more or less does not matter.',
  ],
  ['frame-recovery.ts: false for !first || !last', NEVER_EMPTY],
  ['frame-recovery.ts: && in !first || !last', NEVER_EMPTY],
  [`frame-opener.ts: false for ${WHOLE_FRAME}`, CUT_OFF],
  [`frame-opener.ts: && in ${WHOLE_FRAME}`, CUT_OFF],
  ['frame-opener.ts: - in offset + length', CUT_OFF],
  [
    'frame-opener.ts: without this.#isAtEnd = true',
    'One more piece is read at most, and the end waits for it.',
  ],
  [
    'frame-opener.ts: > in this.#read.length >= MOST_WAITING',
    'One piece more may wait to be opened, which takes 256 KiB.',
  ],
  ['frame-opener.ts: false for piece.bytes.length < WORTH_HANDING_OVER', ONLY_QUICKER],
  ['frame-opener.ts: <= in piece.bytes.length < WORTH_HANDING_OVER', ONLY_QUICKER],
  [
    'frame-opener.ts: <= in this.#queue.length < MOST_WAITING',
    'One piece more may wait, which takes 256 KiB.',
  ],
  [
    'losses.ts: >= in info.size > MOST_BYTES',
    'The limit is 100 000 bytes: one byte more or less does not matter.',
  ],
  ['frame-pieces.ts: false for bytes.length === 0', 'Of no byte, too, the lengths are cut off.'],
  ['frame-pieces.ts: true for frames > 0', 'A piece without a frame changes nothing.'],
  ['frame-pieces.ts: >= in frames > 0', 'A piece without a frame changes nothing.'],
  ['frame-pieces.ts: <= in next < source.length', 'Reads no byte at the end of the file.'],
  ['frame-scan.ts: true for plaintext', 'A frame that has opened opens again.'],
  [
    'frame-scan.ts: false for offset === source.length',
    'Asks for one more byte, and finds that the file ends with the last frame.',
  ],
  [
    'frame-thread.ts: without waiting.clear()',
    'What was rejected stays rejected, and nothing more is waited for.',
  ],
  [
    'frame-thread.ts: without waiting.delete(id)',
    'Only keeps the pieces in memory until the file is open.',
  ],
  [
    'generation.ts: > in source.length >= WORTH_A_THREAD_BYTES',
    'A file of just so many bytes may be opened in either thread.',
  ],
  [
    'generation.ts: <= in position < size',
    'Reads once more at the end of the file, and gets no byte.',
  ],
  [
    'generation.ts: + in size - position',
    'Asks for more bytes than the file has, and gets those that it has.',
  ],
  [
    'journal.ts: true for this.#rewriting === rewriting',
    'A rewriting that was asked for runs in a turn: no other change and no other rewriting begins before its end.',
  ],
  [
    'prepare-writing.ts: + in source.length - contents.end',
    'A torn end has unread bytes, and the user is told only that there are some.',
  ],
  [
    'witness.ts: false for !file',
    'Writing to a file that could not be opened fails, and such failures are ignored.',
  ],
])
