import type { Row } from "../dataverse/client.ts";
import type { Release } from "./release.ts";
import { done, type Line, type Step } from "./step.ts";

/** Deletes what the package has brought. Salesforce deletes no permission set that somebody has, so those are taken first. */
export const removeSalesforceStep: Step = {
  id: "remove-salesforce",
  title: "Take the package out of Salesforce",
  look: async (release) => {
    const assigned = await assignments(release);
    const { names } = removalList(release);
    const taken = assigned.map((row) => `take ${row["PermissionSet"]} from ${row["Assignee"]}`);
    // A trial run would fail at what is assigned; without it, it tells what is there.
    const deleted = assigned.length > 0 ? names : await deletedByTrial(release);
    if (deleted.length === 0) return done("nothing of the package is there");
    return {
      kind: "change",
      changes: [...taken, ...deleted.map((name) => `delete ${name}`)],
      destructive: `${deleted.length} components of Salesforce go, with the data in their fields`,
    };
  },
  carryOut: async (release) => {
    const org = release.salesforce();
    for (const { Id } of await assignments(release)) await org.remove(assignmentObject, String(Id));
    await org.deploy(removalFolder(release), false);
  },
  print: (release) => {
    const org = release.target.salesforceOrg ?? { shell: "$COSELL_SALESFORCE_ORG" };
    const words = [
      ...["sf", "project", "deploy", "start", "--metadata-dir", release.build.salesforceRemoval()],
      ...["--single-package", "--target-org", org],
    ];
    const sets = removalList(release).permissionSets.join(", ");
    return [
      {
        kind: "person",
        text: `Take the permission sets from their users (Setup, Permission Sets, Manage Assignments): ${sets}`,
      },
      { kind: "command", words } satisfies Line,
    ];
  },
};

const assignmentObject = "PermissionSetAssignment";

function removalFolder({ machine, build }: Release): string {
  return machine.files.resolve(build.salesforceRemoval());
}

async function deletedByTrial(release: Release): Promise<readonly string[]> {
  const { changed } = await release.salesforce().deploy(removalFolder(release), true);
  return changed;
}

interface RemovalList {
  /** `CustomField Opportunity.Audit__c`. */
  readonly names: readonly string[];
  readonly permissionSets: readonly string[];
}

/** The file is the build's own: a type, and its members before its name. */
function removalList({ machine, build }: Release): RemovalList {
  const bytes = machine.files.read(`${build.salesforceRemoval()}/destructiveChanges.xml`);
  const text = new TextDecoder().decode(bytes);
  const types = [...text.matchAll(/<types>([\s\S]*?)<name>([^<]+)<\/name>\s*<\/types>/g)].map(
    ([, members = "", type = ""]) => ({
      type,
      members: [...members.matchAll(/<members>([^<]+)<\/members>/g)].map(([, name = ""]) => name),
    }),
  );
  return {
    names: types.flatMap(({ type, members }) => members.map((name) => `${type} ${name}`)),
    permissionSets: types.flatMap(({ type, members }) => (type === "PermissionSet" ? members : [])),
  };
}

/** Who has which of the permission sets: rows with `Id`, and in words `PermissionSet` and `Assignee`. */
async function assignments(release: Release): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const name of removalList(release).permissionSets) {
    const soql = `SELECT Id, Assignee.Username FROM ${assignmentObject} WHERE PermissionSet.Name = '${name}' LIMIT 2000`;
    for (const { Id, Assignee } of await release.salesforce().query(soql)) {
      const user = Object(Assignee)["Username"];
      rows.push({ Id, PermissionSet: name, Assignee: String(user) });
    }
  }
  return rows;
}
