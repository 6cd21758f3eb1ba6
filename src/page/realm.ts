/** A document's global object. The constructors of a frame are not the script's own. */
export type Realm = typeof globalThis & Window
