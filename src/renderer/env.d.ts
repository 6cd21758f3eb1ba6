interface Window {
  /** Put there by `src/preload`. Only `main-api.ts` touches it. */
  readonly main: import('../shared/preload-api').PreloadApi
}

/** For tools that do not look into components; vue-tsc knows each one's own type. */
declare module '*.vue' {
  import type { Component } from 'vue'
  const component: Component
  export default component
}
