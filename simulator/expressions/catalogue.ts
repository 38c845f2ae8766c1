import { collectionFunctions } from "./functions/collections.ts";
import { conversionFunctions } from "./functions/conversions.ts";
import { dateFunctions } from "./functions/dates.ts";
import type { FunctionDefinition } from "./functions/definition.ts";
import { encodingFunctions } from "./functions/encodings.ts";
import { formDataFunctions } from "./functions/form-data.ts";
import { logicalFunctions } from "./functions/logical.ts";
import { mathFunctions } from "./functions/math.ts";
import { objectFunctions } from "./functions/objects.ts";
import { referenceFunctions } from "./functions/references.ts";
import { stringFunctions } from "./functions/strings.ts";
import { uriFunctions } from "./functions/uris.ts";
import { xmlFunctions } from "./functions/xml.ts";
import type { Quirks } from "./quirks.ts";

/** Every function of the language, by its name in lower case: names are found without regard to case. */
export type Catalogue = ReadonlyMap<string, FunctionDefinition>;

const catalogues = new Map<string, Catalogue>();

/** The functions as they behave under these quirks; made once per setting. */
export function catalogueFor(quirks: Quirks): Catalogue {
  const setting = JSON.stringify(quirks);
  const known = catalogues.get(setting);
  if (known !== undefined) return known;
  const functions = [
    ...logicalFunctions(quirks),
    ...stringFunctions(quirks),
    ...collectionFunctions(quirks),
    ...mathFunctions(quirks),
    ...conversionFunctions(quirks),
    ...dateFunctions(quirks),
    ...encodingFunctions,
    ...xmlFunctions,
    ...uriFunctions,
    ...objectFunctions,
    ...formDataFunctions,
    ...referenceFunctions(quirks),
  ];
  const made = new Map(functions.map((each) => [each.name.toLowerCase(), each]));
  catalogues.set(setting, made);
  return made;
}
