import { beforeEach, describe, expect, it, vi } from "vitest";
import { terminalPrompts } from "../../../generator/cli/prompts.ts";

const library = vi.hoisted(() => ({ input: vi.fn(), select: vi.fn() }));
vi.mock("@inquirer/prompts", () => library);

/** What the library throws at Ctrl-C. */
const exit = Object.assign(new Error("User force closed the prompt"), { name: "ExitPromptError" });

describe("a person at a terminal", () => {
  beforeEach(() => {
    library.input.mockReset();
    library.select.mockReset();
  });

  it("is asked on standard error, with a proposal, and told what is wrong", async () => {
    library.input.mockResolvedValue("fab");
    const objection = (answer: string) => (answer === "" ? "Too short" : undefined);
    expect(await terminalPrompts().text({ message: "Prefix", proposal: "csl", objection })).toBe("fab");
    const [question, context] = library.input.mock.calls[0] ?? [];
    expect(question).toMatchObject({ message: "Prefix", default: "csl" });
    expect([question.validate(""), question.validate("x")]).toEqual(["Too short", true]);
    expect(context).toEqual({ output: process.stderr });
  });

  it("chooses from what there is", async () => {
    library.select.mockResolvedValue("all");
    const choices = [{ value: "all", name: "all deals" }];
    expect(await terminalPrompts().choose({ message: "Which?", choices, proposal: "all" })).toBe("all");
    expect(library.select.mock.calls[0]).toEqual([
      { message: "Which?", choices, default: "all" },
      { output: process.stderr },
    ]);
  });

  it("may have enough; anything else that goes wrong is not taken for that", async () => {
    library.input.mockRejectedValueOnce(exit);
    expect(await terminalPrompts().text({ message: "Prefix" })).toBeUndefined();
    library.select.mockRejectedValueOnce(new TypeError("broken"));
    await expect(terminalPrompts().choose({ message: "Which?", choices: [], proposal: "" })).rejects.toThrow(
      "broken",
    );
  });
});
