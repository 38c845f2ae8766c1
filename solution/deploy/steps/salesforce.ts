import { changeOrDone, type Step } from "./step.ts";

/** Deploys fields, object, rules and permission sets; what is there already stays as it is. */
export const salesforceStep: Step = {
  id: "salesforce",
  title: "Prepare Salesforce",
  look: async (release) => {
    const zip = release.build.salesforceZip();
    const { changed } = await release.salesforce().deploy(release.machine.files.resolve(zip), true);
    return changeOrDone(
      changed.map((component) => `deploy ${component}`),
      "the package is there as it was built",
    );
  },
  carryOut: async (release) => {
    const zip = release.build.salesforceZip();
    await release.salesforce().deploy(release.machine.files.resolve(zip), false);
  },
  print: (release) => {
    const org = release.target.salesforceOrg ?? { shell: "$COSELL_SALESFORCE_ORG" };
    const zip = release.build.salesforceZip();
    const { integration, integrationStatus, seller } = release.model.crm.permissionSets;
    return [
      {
        kind: "command",
        words: [
          ...["sf", "project", "deploy", "start", "--metadata-dir", zip, "--single-package"],
          ...["--target-org", org],
        ],
      },
      {
        kind: "person",
        text: `Assign the permission sets ${integration} and ${integrationStatus} to the user of the Salesforce connection, and ${seller} to those who share deals: sf org assign permset --name … --on-behalf-of …`,
      },
    ];
  },
};
