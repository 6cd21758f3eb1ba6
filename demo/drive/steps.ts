/** Runs the demo's steps. Prints one line with its duration and takes a picture for each step. */

export class Steps {
  #done = 0
  readonly #takePicture: (name: string) => Promise<void>

  /** @param takePicture saves a picture of the app's window under the given name, if the window is open. */
  constructor(takePicture: (name: string) => Promise<void>) {
    this.#takePicture = takePicture
  }

  /** How many steps succeeded. */
  get done(): number {
    return this.#done
  }

  /**
   * Runs one step.
   *
   * @param title what the user does or sees, as a sentence without its subject.
   * @throws what `action` throws, after printing which step failed.
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
      // A picture helps to debug. If it fails too, the step's own error matters more.
      await this.#takePicture(`${pictureName(number, title)}-failed`).catch(() => undefined)
      throw error
    }
  }
}

function pictureName(number: number, title: string): string {
  const words = title.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  return `${String(number).padStart(2, '0')}-${words.replace(/^-|-$/g, '')}`
}
