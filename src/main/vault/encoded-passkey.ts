import { KeptValue } from './kept-value'

/** What places a passkey among the others. */
export interface PasskeyPlace {
  readonly rpId: string
  readonly discoverable: boolean
  /** See `StoredPasskey`. */
  readonly order: number
}

/** A passkey as it stands in the file, with what places it among the others. */
export class EncodedPasskey extends KeptValue implements PasskeyPlace {
  readonly rpId: string
  readonly discoverable: boolean
  readonly order: number

  /** @param bytes from `from` to `to`, they are the passkey. */
  constructor(
    bytes: Uint8Array,
    { from, to }: { readonly from: number; readonly to: number },
    { rpId, discoverable, order }: PasskeyPlace,
  ) {
    super({ bytes, from, to }, undefined)
    this.rpId = rpId
    this.discoverable = discoverable
    this.order = order
  }
}
