import { describe } from "vitest";
import { seedsHold } from "./hold.ts";

// `cosell simulate --seeds 1-200`, in two halves that are played side by side.

describe("the invariants hold", () => {
  seedsHold(1, 100);
});
