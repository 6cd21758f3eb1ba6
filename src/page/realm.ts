/** A document's global object, with the constructors of its realm: of a frame, other ones than the script's. */
export type Realm = typeof globalThis & Window
