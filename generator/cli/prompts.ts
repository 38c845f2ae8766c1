/** A person at a terminal who can be asked. Every question ends with nothing where the person has had enough (Ctrl-C). */
export interface Prompts {
  readonly text: (question: TextPrompt) => Promise<string | undefined>;
  readonly choose: (question: ChoicePrompt) => Promise<string | undefined>;
}

export interface TextPrompt {
  readonly message: string;
  /** What an empty line stands for. */
  readonly proposal?: string;
  /** What is wrong with an answer, in one line; nothing where it is right. */
  readonly objection?: (answer: string) => string | undefined;
}

export interface ChoicePrompt {
  readonly message: string;
  readonly choices: readonly { readonly value: string; readonly name: string }[];
  readonly proposal: string;
}

/**
 * Asks on standard error, so that standard output stays data. The library is loaded with the first question: most
 * commands never ask.
 */
export function terminalPrompts(): Prompts {
  const context = { output: process.stderr };
  return {
    text: ({ message, proposal, objection }) =>
      answerOf(async () => {
        const { input } = await import("@inquirer/prompts");
        const validate = (answer: string): string | true => objection?.(answer) ?? true;
        return input(
          { message, validate, ...(proposal === undefined ? {} : { default: proposal }) },
          context,
        );
      }),
    choose: ({ message, choices, proposal }) =>
      answerOf(async () => {
        const { select } = await import("@inquirer/prompts");
        return select({ message, choices: [...choices], default: proposal }, context);
      }),
  };
}

async function answerOf(ask: () => Promise<string>): Promise<string | undefined> {
  try {
    return await ask();
  } catch (error) {
    // How the library reports Ctrl-C and a terminal that goes away.
    if (error instanceof Error && error.name === "ExitPromptError") return undefined;
    throw error;
  }
}

/** Whether somebody can be asked: question and answer both have a terminal, and no pipeline runs this. */
export function mayAsk(
  environment: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): boolean {
  return isTerminal && !["CI", "TF_BUILD", "GITHUB_ACTIONS"].some((name) => environment[name]);
}
