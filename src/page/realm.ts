/** A document's global object. The constructors of a frame differ from the script's own. */
export type Realm = typeof globalThis & Window
