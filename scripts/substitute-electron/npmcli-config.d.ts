/** npm's own reader of its configuration brings no types; this is what we use of it. */
declare module '@npmcli/config' {
  export default class Config {
    constructor(options: Record<string, unknown>)
    load(): Promise<void>
    /** Every setting, by the names that npm's libraries take. */
    readonly flat: Record<string, unknown>
  }
}

declare module '@npmcli/config/lib/definitions' {
  const settings: Record<'definitions' | 'flatten' | 'shorthands', unknown>
  export default settings
}
