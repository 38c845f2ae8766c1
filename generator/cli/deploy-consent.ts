import { deployCodes } from "../../solution/deploy/codes.ts";
import { Failure } from "../diagnostics/failure.ts";
import type { Host } from "./command.ts";
import type { DeployChoices } from "./deploy-options.ts";
import type { DeployProgress } from "./print/deploy-progress.ts";

/**
 * Asks whether what cannot be taken back may be done: by --confirm, or by the name of the environment typed at a terminal.
 * Throws DEPLOY.CONFIRMATION_MISSING where nobody can be asked.
 */
export function consentAsker(
  environment: string,
  { confirm }: DeployChoices,
  { prompts }: Host,
  progress: DeployProgress,
): (reasons: readonly string[]) => Promise<boolean> {
  return async (reasons) => {
    if (confirm === environment) return true;
    if (prompts === undefined) {
      throw new Failure(
        deployCodes.finding("CONFIRMATION_MISSING", { environment, reasons: reasons.join("; ") }),
      );
    }
    progress.words("This cannot be taken back:");
    for (const reason of reasons) progress.words(`  ${reason}`);
    const answer = await prompts.text({ message: `Type ${environment} to go on, anything else to stop:` });
    return answer?.trim() === environment;
  };
}
