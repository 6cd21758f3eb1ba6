/** The bridge's port: from the command line, until the user chooses another in the window. */

export interface PortSettings {
  readonly values: { readonly bridgePort: number }
  /** @throws when the settings cannot be written. They do not change. */
  change(changed: { readonly bridgePort: number }): void
}

export class BridgePort {
  readonly #settings: PortSettings
  #ofCommandLine: number | undefined

  constructor(settings: PortSettings, ofCommandLine: number | undefined) {
    this.#settings = settings
    this.#ofCommandLine = ofCommandLine
  }

  get value(): number {
    return this.#ofCommandLine ?? this.#settings.values.bridgePort
  }

  /** @throws when the choice cannot be stored. The port does not change. */
  choose(bridgePort: number): void {
    this.#settings.change({ bridgePort })
    this.#ofCommandLine = undefined
  }
}
