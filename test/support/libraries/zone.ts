/** Runs in a page: replaces promises, timers and event listeners, as Angular does. */
import 'zone.js'
