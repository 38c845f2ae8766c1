import type { Model, Origin } from "../../generator/model/model.ts";
import { uniqueText } from "./field-shapes.ts";
import { labelOf } from "./labels.ts";
import { type PackageField, packageField } from "./opportunity-fields.ts";

/** One unique field each on other objects, by which a record is found again and never made twice. */
export function keyFields(model: Model): readonly PackageField[] {
  const { objects, account, contact, lead } = model.crm;
  const key = (object: string, name: string, length: number, description: string, origin: Origin) =>
    packageField(
      object,
      name,
      uniqueText(
        { label: labelOf(model.crm, name), description, help: "Filled in by the integration." },
        length,
      ),
      "integration",
      origin,
    );
  return [
    key(
      objects.account,
      account.key,
      255,
      "Name, postal code and country of the customer, by which the integration finds the account again.",
      ["crm", "account", "key"],
    ),
    key(
      objects.contact,
      contact.key,
      255,
      "Account and e-mail, by which the integration finds the contact again.",
      ["crm", "contact", "key"],
    ),
    ...(model.flowOptions.leads
      ? [
          key(
            objects.lead,
            lead.referralIdentifier,
            100,
            "Identifier of the Partner Center referral that the lead came from.",
            ["crm", "lead", "referralIdentifier"],
          ),
        ]
      : []),
  ];
}
