import type { Properties, RecordSchema, Schema } from "../definition/openapi.ts";
import { type Choices, oneOf, open, record, reference } from "../definition/schema.ts";
import { newRegistrationPath, referralPaths, registrationPaths } from "./patch-paths.ts";

const operations: Choices = [
  ["replace", "Replace"],
  ["add", "Add"],
];
const newValue = "The new value, of the type that the property has.";

/** The members of the bodies of the three PATCHes: JSON Patch, of which Partner Center takes `add` and `replace`. */
export const changeSchemas: Properties = {
  ReferralChange: change(
    "Change Of A Referral",
    "A change of one property of the referral.",
    oneOf("Update Operation", "Replace a value, or add one to a list.", operations, { default: "replace" }),
    oneOf("Field Path", "The property to change.", referralPaths),
    // No type: a text, a number, a person or a list, by the path.
    open("Value", newValue),
  ),
  NewRegistration: change(
    "New Registration",
    "The registration to add to the referral.",
    oneOf("Update Operation", "A registration can only be added.", [["add", "Add"]], { default: "add" }),
    oneOf("Field Path", "The end of the list of registrations.", [newRegistrationPath], {
      default: newRegistrationPath,
    }),
    reference("Registration"),
  ),
  RegistrationChange: change(
    "Change Of A Registration",
    "A change of one property of the registration.",
    oneOf("Update Operation", "Replace a value, or add one to a list.", operations, { default: "replace" }),
    oneOf("Field Path", "The property to change.", registrationPaths),
    open("Value", newValue),
  ),
};

function change(label: string, says: string, op: Schema, path: Schema, value: Schema): RecordSchema {
  return record(label, says, { op, path, value }, { required: ["op", "path", "value"] });
}
