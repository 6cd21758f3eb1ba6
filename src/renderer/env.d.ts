interface Window {
  /** `src/preload` defines this property. Only `main-api.ts` uses it. */
  readonly main: import('../shared/preload-api').PreloadApi
}

/** For tools that cannot read components. vue-tsc knows the type of each component. */
declare module '*.vue' {
  import type { Component } from 'vue'
  const component: Component
  export default component
}
