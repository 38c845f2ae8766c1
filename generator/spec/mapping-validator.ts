import { Ajv } from "ajv";
import { type Mapping, mappingSchema } from "./schema/mapping-schema.ts";

// In a checkout, the schema is compiled at the start. The compiled package has another module in this place, with the
// validator already turned into code: neither the declarations nor the compiler are loaded then.

export const validatorOptions = {
  allErrors: true,
  verbose: true,
  strict: true,
  allowUnionTypes: true,
  discriminator: true,
} as const;

/** Whether a value has the shape of a mapping; its `errors` say where not. */
export const isMapping = new Ajv(validatorOptions).compile<Mapping>(mappingSchema);
