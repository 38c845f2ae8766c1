import type { Row } from "../../deploy/dataverse/client.ts";
import { check, type Judgement, notLookedAt, sawFacts } from "../check.ts";
import { seen } from "../finding.ts";
import type { SalesforceClient } from "../patient.ts";
import { driftCodes } from "./codes.ts";

export interface AccessFacts {
  readonly organization: string;
  readonly permissionSet: string;
  /** How many users have it; absent where the organization has no such permission set. */
  readonly users?: number;
}

/** Whether somebody has the permission set without which the flows see no field. Which user signs in, Salesforce does not know. */
export function judgeAccess({ organization, permissionSet: name, users }: AccessFacts): Judgement {
  const at = { where: { file: organization, path: ["permission sets", name] } };
  if (users === undefined) {
    const missing = driftCodes.finding("PERMISSION_SET_MISSING", { name }, at);
    return { said: `there is no ${name}`, findings: [seen(missing, "nothing", name)] };
  }
  if (users === 0) {
    const unassigned = driftCodes.finding("PERMISSION_SET_UNASSIGNED", { name }, at);
    return {
      said: `nobody has ${name}`,
      findings: [seen(unassigned, "no user", "the user of the connection")],
    };
  }
  return { said: `${users === 1 ? "1 user has" : `${users} users have`} ${name}`, findings: [] };
}

export const accessCheck = check<AccessFacts>({
  key: "access",
  group: "drift",
  title: "Permission set",
  look: async ({ salesforce, mapping: { model } }) => {
    if (salesforce.kind === "closed") return notLookedAt(salesforce.because);
    if (model === undefined) return notLookedAt("the mapping has mistakes");
    const { client } = salesforce;
    const { integration } = model.crm.permissionSets;
    const facts = { organization: client.name, permissionSet: integration };
    const [set] = await permissionSets(client, integration);
    if (set === undefined) return sawFacts(facts);
    const users = await client.query(
      `SELECT AssigneeId FROM PermissionSetAssignment WHERE PermissionSetId = '${String(set["Id"])}'`,
    );
    return sawFacts({ ...facts, users: users.length });
  },
  judge: judgeAccess,
});

/** The permission sets of that name that the organization has: one more where an installed package brings another. */
export function permissionSets(client: SalesforceClient, name: string): Promise<readonly Row[]> {
  return client.query(`SELECT Id FROM PermissionSet WHERE Name = '${name}'`);
}
