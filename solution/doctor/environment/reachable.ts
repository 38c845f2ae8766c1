import { Failure } from "../../../generator/diagnostics/failure.ts";
import { check, type Judgement, notLookedAt, sawFacts } from "../check.ts";
import { seen } from "../finding.ts";
import { environmentCodes } from "./codes.ts";

export interface ReachableFacts {
  readonly name: string;
  readonly url: string;
  /** Why it cannot be asked. */
  readonly problem?: string;
}

export function judgeReachable({ name, url, problem }: ReachableFacts): Judgement {
  if (problem === undefined) return { said: `${name}, ${url}`, findings: [] };
  const unreachable = environmentCodes.finding(
    "ENVIRONMENT_UNREACHABLE",
    { name },
    { where: { file: name } },
  );
  return { said: `${name}, ${url}`, findings: [seen(unreachable, problem, "an answer to WhoAmI")] };
}

export const reachableCheck = check<ReachableFacts>({
  key: "reachable",
  group: "environment",
  title: "Environment",
  look: async ({ environment }) => {
    if (environment.kind === "closed") return notLookedAt(environment.because);
    const { name, dataverse } = environment.client;
    const { url } = dataverse;
    try {
      await dataverse.ask("WhoAmI()");
      return sawFacts({ name, url });
    } catch (error) {
      // Nobody has signed in: nothing is known of the environment, not even that something is wrong with it.
      if (error instanceof Failure && error.diagnostic.code === "DEPLOY.SIGN_IN_MISSING") {
        return notLookedAt(error.diagnostic.message);
      }
      if (error instanceof Failure) return sawFacts({ name, url, problem: error.diagnostic.message });
      throw error;
    }
  },
  judge: judgeReachable,
});
