/** Random tests try the same values in every run, so that failures are reproducible and no test passes by luck. */
import fc from 'fast-check'

fc.configureGlobal({ seed: 20_260_101 })
