/** Splits the data of a socket into lines. */
export class Lines {
  readonly #longest: number
  #pieces: Buffer[] = []
  #length = 0

  /** @param longest bytes of one line. */
  constructor(longest: number) {
    this.#longest = longest
  }

  /** @returns the complete lines; undefined when a line is too long. */
  add(data: Buffer): string[] | undefined {
    const lines: string[] = []
    let start = 0
    for (let end = data.indexOf('\n'); end !== -1; end = data.indexOf('\n', start)) {
      lines.push(Buffer.concat([...this.#pieces, data.subarray(start, end)]).toString('utf8'))
      this.#pieces = []
      this.#length = 0
      start = end + 1
    }
    this.#pieces.push(data.subarray(start))
    this.#length += data.length - start
    return this.#length > this.#longest ? undefined : lines
  }
}
