import { describe } from "vitest";
import { seedsHold } from "./hold.ts";

describe("the invariants hold", () => {
  seedsHold(101, 200);
});

describe("the invariants hold with every single event lost", () => {
  seedsHold(1, 20, ["noEvents", "creation", "clockSkew", "cancelled", "failing", "answerLost", "flowOff"]);
});
