/** Runs the demo's steps: one line each with its time, and a picture after each. */

export class Steps {
  #done = 0
  readonly #takePicture: (name: string) => Promise<void>

  /** @param takePicture takes a picture under that name, where there is something to be seen. */
  constructor(takePicture: (name: string) => Promise<void>) {
    this.#takePicture = takePicture
  }

  /** How many steps were as promised. */
  get done(): number {
    return this.#done
  }

  /**
   * @param title what the user does or sees, as a sentence without its subject.
   * @throws what `action` throws, after a line that says which step it was.
   */
  async step<T>(title: string, action: () => Promise<T>): Promise<T> {
    const number = this.#done + 1
    const begun = performance.now()
    try {
      const result = await action()
      console.log(`ok ${number}  ${title}  ${(performance.now() - begun).toFixed(0)} ms`)
      await this.#takePicture(pictureName(number, title))
      this.#done = number
      return result
    } catch (error) {
      console.log(`not ok ${number}  ${title}`)
      // A picture helps to see what went wrong; what did is the error.
      await this.#takePicture(`${pictureName(number, title)}-failed`).catch(() => undefined)
      throw error
    }
  }
}

function pictureName(number: number, title: string): string {
  const words = title.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  return `${String(number).padStart(2, '0')}-${words.replace(/^-|-$/g, '')}`
}
