import type { Model } from "../../../generator/model/model.ts";
import type { ExpectedField } from "./expected-fields.ts";

/** The fields that a record is given when the sync makes it, by object (flow [Customize], the Compose actions to edit). */
export function writtenOnCreation(
  { crm }: Model,
  expected: readonly ExpectedField[],
): Readonly<Record<string, readonly string[]>> {
  const { opportunity, account, contact, lead, solution } = crm.objects;
  const written = (object: string): readonly string[] =>
    expected.filter((field) => field.object === object && field.written === true).map(({ name }) => name);
  return {
    [opportunity]: ["Name", "StageName", "CloseDate", "AccountId", ...written(opportunity)],
    [account]: ["Name", ...written(account)],
    [contact]: ["FirstName", "LastName", "Email", "Phone", "AccountId", ...written(contact)],
    [lead]: ["FirstName", "LastName", "Company", "Email", "Phone", "Description", ...written(lead)],
    [solution]: written(solution),
  };
}
