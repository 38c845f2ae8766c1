import { declareCodes } from "../../generator/diagnostics/codes.ts";

/** What keeps a release from its end, or an environment from being asked. */
export const deployCodes = declareCodes("DEPLOY", {
  SERVICE_SILENT: {
    severity: "error",
    message: "{service} at {url} does not answer",
    next: "Check the address of the environment, the network and the proxy, then run the same command again",
  },
  SERVICE_REFUSED: {
    severity: "error",
    message: "{service} refuses {request} with {status}: {reason}",
    next: "Correct what the answer names, then run the same command again",
  },
  ANSWER_UNREADABLE: {
    severity: "error",
    message: "What {service} answers to {request} is not what it documents: {problem}",
    why: "A sign-in page or a proxy often answers in place of the service.",
    next: "Open the address in a browser and see who answers",
  },
  TOO_MANY_PAGES: {
    severity: "error",
    message: "The table {table} has more than {pages} pages of rows",
    why: "Reading on without an end would be no answer.",
    next: "Report it: no environment is known to have that many",
  },
  ENVIRONMENT_UNKNOWN: {
    severity: "error",
    message: "The mapping has no environment {name}",
    why: "Variables, addresses and connections of a release stand there, by the name of the environment.",
    next: "Name one of the allowed environments, or add it to `environments` of the mapping",
  },
  ENVIRONMENT_ADDRESS_MISSING: {
    severity: "error",
    message: "Nobody has said where the environment {name} is",
    next: "Give it a `url` in the mapping, or set COSELL_ENVIRONMENT_URL",
  },
  ENVIRONMENT_ADDRESS_INVALID: {
    severity: "error",
    message: "{url} is no address of an environment",
    why: "A token for the environment is sent there: only https is safe, and a path would lead somewhere else.",
    next: "Give its address as the admin centre shows it, such as https://contoso.crm4.dynamics.com",
  },
  SECRET_UNREADABLE: {
    severity: "error",
    message: "The secret {secret} cannot be read from the Key Vault {store}: {reason}",
    next: "Sign in with `az login` as somebody who may read it, or set COSELL_CLIENT_SECRET",
  },
  SIGN_IN_MISSING: {
    severity: "error",
    message: "There is nobody to sign in as",
    why: "No client secret is set, and nobody sits at a terminal who could sign in with a code.",
    next: "Set COSELL_TENANT_ID, COSELL_CLIENT_ID and COSELL_CLIENT_SECRET, or run the command at a terminal",
  },
  SIGN_IN_REFUSED: {
    severity: "error",
    message: "Microsoft Entra gives no token for {resource}: {reason}",
    next: "Check tenant, application and secret, and that the application is a user of the environment",
  },
  PAC_MISSING: {
    severity: "error",
    message: "pac, the command line of Power Platform, is not on this machine",
    why: "It was looked for in PATH, among the tools of .NET, and where Microsoft's pipeline tasks put it.",
    next: "Install the newest .NET SDK, then `dotnet tool install --global Microsoft.PowerApps.CLI.Tool`",
  },
  PAC_UNUSABLE: {
    severity: "error",
    message: "{path} is not pac",
    why: "It was named as such, but it cannot be started, or does not tell its version as pac does.",
    next: "Name the right program, or none: then it is looked for",
  },
  PAC_REFUSED: {
    severity: "error",
    message: "pac could not do {work}: {reason}",
    next: "Correct what pac names, then run the same command again: what is done already is not done twice",
  },
  WRAPPER_UNUSABLE: {
    severity: "error",
    message: "Microsoft's wrapper cannot be used: {reason}",
    next: "Leave `--pac` away: then pac itself is run",
  },
  SF_MISSING: {
    severity: "error",
    message: "sf, the command line of Salesforce, is not on this machine",
    next: "Install it (`npm install --global @salesforce/cli`), or go on without it: `--skip salesforce`",
  },
  SF_REFUSED: {
    severity: "error",
    message: "sf could not do {work}: {reason}",
    next: "Correct what Salesforce names, then run the same command again",
  },
  FLOW_STAYS_OFF: {
    severity: "error",
    message: "The flow {flow} cannot be turned on: {reason}",
    why: "A flow is turned on only when its references are bound, its variables have values, and the flows it calls are on.",
    next: "Correct what the flow service names, then run the same command again: it goes on where it stopped",
  },
  BUILD_MISSING: {
    severity: "error",
    message: "{folder} holds nothing that a build has made",
    next: "Run `cosell build`, or name its folder with --out",
  },
  BUILD_OTHER: {
    severity: "error",
    message: "{folder} does not hold {what}",
    why: "It was built from another mapping, or from an earlier state of this one.",
    next: "Run `cosell build` again",
  },
  BUILD_EDITED: {
    severity: "error",
    message: "{path} is not the file that the build has made",
    why: "What was checked, verified and simulated is what the build has made; this would be something else.",
    next: "Run `cosell build` again, and change the mapping rather than what is made from it",
  },
  VERSION_LOWER: {
    severity: "error",
    message: "The environment has {solution} {installed}, which is newer than {version}",
    why: "The platform goes forward only: an older version cannot take the place of a newer one.",
    next: "Raise `version` of the solution in the mapping above the installed one, and build again",
  },
  KIND_DIFFERS: {
    severity: "error",
    message: "The environment has {solution} {installed}, and the release is {given}",
    why: "A managed solution cannot take the place of an unmanaged one, nor the other way round.",
    next: "Deploy the other kind (--unmanaged or without it), or uninstall the solution first",
  },
  IMPORT_INEFFECTIVE: {
    severity: "error",
    message: "pac has imported {solution} without an error, but afterwards it {found}",
    next: "Look at the history of the solution in the maker portal, then run the same command again",
  },
  WEBHOOK_TAKEN: {
    severity: "error",
    message: "Another address is registered with Partner Center, and it was not overwritten",
    why: "Partner Center keeps one address for the whole tenant: taking it over leaves the other environment without events.",
    next: "Run again with --overwrite-webhook if this environment is to receive the events, else with --skip webhook",
  },
  WEBHOOK_REFUSED: {
    severity: "error",
    message: "The flow {flow} has not registered the webhook: {reason}",
    next: "Look at its run in the maker portal, then run the same command again",
  },
  SMOKE_FAILED: {
    severity: "error",
    message: "The test deal {deal} has not come through: {reason}",
    why: "A deal that lacks a solution is answered by the sync with words in its audit field; that is how one sees that it works.",
    next: "Look at the latest runs of the flows; `cosell doctor --environment {environment}` names what is wrong",
  },
  SALESFORCE_ORG_MISSING: {
    severity: "error",
    message: "Nobody has said which Salesforce org belongs to the environment {name}",
    next: "Give it a `salesforceOrg` in the mapping, set COSELL_SALESFORCE_ORG, or leave both out: --skip salesforce smoke",
  },
  STEP_UNKNOWN: {
    severity: "error",
    message: "This release has no step {name}",
    next: "Name one of the allowed steps; which there are depends on the layout",
  },
  STEP_TOO_EARLY: {
    severity: "error",
    message: "The step {step} can be taken only after {after}",
    next: "Leave --from and --skip away: what is done already is not done twice",
  },
  PERSON_NEEDED: {
    severity: "error",
    message: "The step {step} can be taken by a person only",
    why: "Secrets, consent and sign-ins are nobody else's: no program is let in there.",
    next: "Do what the step says, then run the same command again: it goes on where it stopped",
  },
  LAYOUT_MISSING: {
    severity: "error",
    message: "The mapping does not make the layout {layout}",
    next: "Take one that it makes, or add it to `solution.layouts` and build again",
  },
  CONFIRMATION_MISSING: {
    severity: "error",
    message: "Nobody can be asked whether this may be done to {environment}: {reasons}",
    why: "It cannot be taken back, and nobody sits at a terminal.",
    next: "Give --confirm {environment} if it is meant",
  },
});
