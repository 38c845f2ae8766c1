/** Mutants that no scenario notices, and why that is no hole in the scenarios. */
export const survivors: Readonly<Record<string, string>> = {};
