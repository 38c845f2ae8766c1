/** Mutants that no scenario notices, and why. */
export const survivors: Readonly<Record<string, string>> = {
  "customize/created-and-not-linked":
    "The notification of the link and the next round settle the pair all the same; it only takes longer",
  "merge/lost-race-is-success":
    "What was remembered before the race leaves Pending behind, and the next poll settles it; it only takes longer",
};
