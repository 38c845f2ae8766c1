// How the lines of a decided row are told apart, by those who write and by those who read them.

/** What the lines of a decided row are, by their mark. */
export const marks = {
  pair: 1,
  open: 2,
  refused: 3,
  change: 4,
  words: 5,
  values: 6,
  flag: 7,
  alone: 8,
  /** The pair that a refused change leaves. */
  refusal: 9,
} as const;
export const markCount = 9;

/** Flags of decided rows. `write` says that anything has to be stored. */
export type Flag = "write" | "conflict" | "send" | "close" | "take" | "ask" | "invite" | "sets";

/** Stands in every line of a field whose difference stays. */
export const staysDifferent = " stays different";

/** Stands in every line of a difference that is for people to decide. */
export const forPeople = ": decide which one";

/** What lines have that tell of a difference which stays, legal or for people to decide, or of a change that is lost. */
export const remainingWords = [
  forPeople,
  staysDifferent,
  "both sides stay different",
  " was removed on one side",
] as const;

/** Stands before the policy in every line that tells of a value which gave way. */
export const overruledWords = ": policy ";
