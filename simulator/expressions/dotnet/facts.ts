/** The years that System.DateTime can tell (.NET, DateTime.MinValue and MaxValue). */
export const minimumYear = 1;
export const maximumYear = 9999;

/** Years of two digits up to this one are of this century (.NET, Calendar.TwoDigitYearMax). */
export const lastTwoDigitYear = 2049;

/** Longest precision of a standard number format (.NET Framework, standard numeric format strings). */
export const maximumPrecision = 99;
