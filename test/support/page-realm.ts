/** The parts of a page's global object that the patches need. */
import { runInNewContext } from 'node:vm'
import type { Realm } from '../../src/page/realm'

/** With the constructors of the test itself; give only what the test is about. */
export function testRealm(members: object = {}): Realm {
  return { ...constructors(globalThis), ...members } as unknown as Realm
}

/** A frame's realm: its constructors differ from the page's. */
export function otherRealm(): Realm {
  const theirs = runInNewContext('globalThis') as typeof globalThis
  class FrameException extends DOMException {}
  return { ...constructors(theirs), DOMException: FrameException } as unknown as Realm
}

function constructors(of: typeof globalThis) {
  const { Array, Function, Object, Promise, TypeError, Uint8Array } = of
  return { Array, DOMException, Function, Object, Promise, TypeError, Uint8Array, structuredClone }
}
