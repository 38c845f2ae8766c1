/** A bound of the simulator itself, far above what a scenario of a year needs. */
export const maximumEventsPerAdvance = 5_000_000;
