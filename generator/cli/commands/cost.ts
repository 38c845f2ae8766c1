import { monthlyCost } from "../../cost/monthly-cost.ts";
import { type Volumes, volumeBounds } from "../../cost/volumes.ts";
import { Failure } from "../../diagnostics/failure.ts";
import { commandLineCodes } from "../codes.ts";
import { type CommandDefinition, exitCodes } from "../command.ts";
import { printCost } from "../print/cost-report.ts";

/** `cosell cost`: what the flows cost at the user's own volumes, from what was measured. Nothing is simulated. */
export const cost: CommandDefinition = {
  configure: (command) => {
    for (const [key, { flag, value, what }] of Object.entries(options)) {
      // The keys are those of Volumes, which Object.entries cannot express.
      const { otherwise } = volumeBounds[key as keyof Volumes];
      command.option(`--${flag} <${value}>`, `${what} (default: ${otherwise})`);
    }
    command.addHelpText(
      "after",
      "\nExamples:\n  $ cosell cost --deals 200 --edits 15\n  $ cosell cost --deals 200 --co-sell 30 --inbound 40 --json",
    );
  },
  run: async ({ options: given, host }) => {
    const report = monthlyCost(readVolumes(given));
    host.stdout(
      given["json"] === true
        ? `${JSON.stringify({ ...report, diagnostics: [] }, undefined, 2)}\n`
        : printCost(report),
    );
    return exitCodes.done;
  },
};

const options: Readonly<
  Record<keyof Volumes, { readonly flag: string; readonly value: string; readonly what: string }>
> = {
  deals: { flag: "deals", value: "number", what: "new deals a month" },
  coSell: { flag: "co-sell", value: "percent", what: "how many of them are shared with Microsoft" },
  inbound: { flag: "inbound", value: "number", what: "referrals a month that are offered to you" },
  edits: { flag: "edits", value: "number", what: "edits in Salesforce, a deal" },
  partnerEdits: { flag: "partner-edits", value: "number", what: "edits in Partner Center, a deal" },
  reconcileMinutes: {
    flag: "reconcile",
    value: "minutes",
    what: "between two runs of Reconcile, 0 for none",
  },
  pollingMinutes: { flag: "polling", value: "minutes", what: "between two polls of Salesforce" },
};

function readVolumes(given: Readonly<Record<string, unknown>>): Volumes {
  return {
    deals: readNumber(given, "deals"),
    coSell: readNumber(given, "coSell"),
    inbound: readNumber(given, "inbound"),
    edits: readNumber(given, "edits"),
    partnerEdits: readNumber(given, "partnerEdits"),
    reconcileMinutes: readNumber(given, "reconcileMinutes"),
    pollingMinutes: readNumber(given, "pollingMinutes"),
  };
}

function readNumber(given: Readonly<Record<string, unknown>>, key: keyof Volumes): number {
  const { flag } = options[key];
  const { least, most, otherwise } = volumeBounds[key];
  const text = given[flag.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())];
  if (text === undefined) return otherwise;
  const number = typeof text === "string" && /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  const problem = `--${flag} is a number from ${least} to ${most}, and not "${String(text)}".`;
  throw new Failure(commandLineCodes.finding("USAGE", { problem, command: "cost " }));
}
