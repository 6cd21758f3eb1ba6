/** The ports that a user may choose for the bridge. The system reserves lower ones. */
export const LOWEST_BRIDGE_PORT = 1024
export const HIGHEST_BRIDGE_PORT = 65_535

/** The first port to try. If it is taken, the next ones are tried. */
export const DEFAULT_PORT = 47_801
export const PORTS_TRIED = 5
