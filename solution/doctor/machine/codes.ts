import { declareCodes } from "../../../generator/diagnostics/codes.ts";

/** What can be wrong with the machine that releases are made on. */
export const machineCodes = declareCodes("DOCTOR", {
  NODE_UNSUPPORTED: {
    severity: "error",
    message: "This Node is none that cosell runs on.",
    why: "cosell is tested on the versions that its package names, and on no other.",
    next: "Install the newest Node with long-term support.",
  },
  PAC_MISSING: {
    severity: "warning",
    message: "The Power Platform CLI was not found.",
    why: "`cosell deploy` imports solutions with it.",
    next: "`dotnet tool install --global Microsoft.PowerApps.CLI.Tool`, or name it in POWERPLATFORMTOOLS_PACPATH.",
  },
  PAC_OLD: {
    severity: "warning",
    message: "The Power Platform CLI is older than the commands of a release need.",
    next: "`dotnet tool update --global Microsoft.PowerApps.CLI.Tool`.",
  },
  SF_MISSING: {
    severity: "warning",
    message: "The Salesforce CLI was not found.",
    why: "The fields in Salesforce are deployed with it, and the organization is looked at through it.",
    next: "`npm install --global @salesforce/cli`.",
  },
  SF_OLD: {
    severity: "warning",
    message: "The Salesforce CLI is of the old kind, whose commands are others.",
    next: "Uninstall sfdx-cli, then `npm install --global @salesforce/cli`.",
  },
});
