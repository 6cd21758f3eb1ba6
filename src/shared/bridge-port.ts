/** The ports that a user may choose for the bridge. Lower ones belong to the system. */
export const LOWEST_BRIDGE_PORT = 1024
export const HIGHEST_BRIDGE_PORT = 65_535
