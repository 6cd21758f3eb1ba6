import { bare } from './bare'
import {
  apply,
  closePort,
  MessageChannel,
  MutationObserver,
  observe,
  post,
  startPort,
  WeakSet,
  weakSetAdd,
  weakSetHas,
} from './builtins'
import { listen } from './events'
import { each } from './lists'
import { nativeGetter } from './native-getter'
import { onPrototypes } from './patch/members'
import { applyPatches, getter, getterPatch } from './patch/descriptors'
import type { Realm } from './realm'

/** The elements that hold a document, and the members that return its window or document. */
const reach = ['contentWindow', 'contentDocument']
const frameMembers = { HTMLIFrameElement: reach, HTMLFrameElement: reach, HTMLObjectElement: reach }

/**
 * Finds the same-origin frames of a document and of its frames, before a script can use them. Browsers send no event when a
 * frame is created. In Chromium and Firefox these signs are enough:
 *
 * - a frame without an address fires `load` before the call that inserted the frame returns;
 * - a mutation reports every other frame before its document loads, and the document takes over the frame's window;
 * - a replaced document fires `pagehide`, and a task can run before the next document;
 * - most pages access a frame's window through the frame's element.
 */
export class Frames {
  readonly #origin: string
  readonly #start: (realm: Realm) => boolean
  readonly #watched = new WeakSet<Document>()

  /**
   * @param start starts the script in a window. It may be called again for the same window. Returns false when the window's
   *   frames must be left alone.
   */
  constructor(origin: string, start: (realm: Realm) => boolean) {
    this.#origin = origin
    this.#start = start
  }

  /** Starts the script in a window of the same origin. */
  see(frame: Window | null | undefined): void {
    try {
      if (frame?.origin === this.#origin && this.#start(frame as Realm)) this.#watch(frame as Realm)
    } catch {
      // The frame is of another origin, or was removed.
    }
  }

  #watch(realm: Realm): void {
    const { document } = realm
    if (weakSetHas(this.#watched, document)) return
    weakSetAdd(this.#watched, document)
    const left = () => afterThisTask(() => this.see(realm))
    const look = () => {
      // Added each time, because `document.open()` removes listeners. Adding a listener twice has no effect.
      listen(document, 'load', look, { capture: true })
      listen(realm, 'pagehide', left)
      each(realm as ArrayLike<Window>, (frame) => this.see(frame))
    }
    observe(new MutationObserver(look), document, bare({ childList: true, subtree: true }))
    look()
  }

  /** Makes the members that return a frame's window or document start the script in the frame first. */
  patchElements(realm: Realm): void {
    const patches = onPrototypes(realm, frameMembers, (prototype, name) => {
      const native = nativeGetter(prototype, name)
      const get = getter(realm, name, (self) => {
        const found = native && apply(native, self, [])
        this.see(
          name === 'contentWindow'
            ? (found as Window | null)
            : (found as Document | null)?.defaultView,
        )
        return found
      })
      return getterPatch(prototype, name, get)
    })
    applyPatches(patches)
  }
}

/** Runs in its own task, started by a message, because timers run later. */
function afterThisTask(work: () => void): void {
  const { port1, port2 } = new MessageChannel()
  listen(port1, 'message', () => {
    closePort(port1)
    work()
  })
  startPort(port1)
  post(port2, undefined)
}
