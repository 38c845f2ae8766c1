import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Mapping } from "../schema/mapping-schema.ts";
import type { YamlDocument } from "../yaml-document.ts";
import { mapCodes } from "./codes.ts";

/** Demanded of every new deal (Partner Center documentation, create a referral). */
const neededAttribute = "CustomerMarketplaceIntent";
/** A deal is refused without either of them (Partner Center documentation, bulk operations). */
const neededConsents = ["consentToContact", "consentToShareInfoWithOthers"] as const;

/** What every new deal carries besides its fields, and the country, which is sent as a code. */
export function checkDeals(mapping: Mapping, document: YamlDocument): readonly Diagnostic[] {
  return [...attributes(mapping, document), ...consents(mapping, document), ...country(mapping, document)];
}

function attributes({ deals }: Mapping, document: YamlDocument): readonly Diagnostic[] {
  if (deals?.attributes?.some(({ type }) => type === neededAttribute)) return [];
  const where = document.place(deals === undefined ? [] : ["deals", "attributes"], "key");
  return [mapCodes.finding("ATTRIBUTE_MISSING", { attribute: neededAttribute }, { where })];
}

function consents({ deals }: Mapping, document: YamlDocument): readonly Diagnostic[] {
  return neededConsents.flatMap((consent) =>
    deals?.[consent] === false
      ? [mapCodes.finding("CONSENT_NEEDED", { consent }, { where: document.place(["deals", consent]) })]
      : [],
  );
}

function country({ crm, fields }: Mapping, document: YamlDocument): readonly Diagnostic[] {
  const index = fields.findIndex(({ referral }) => referral === "customerProfile.address.country");
  const row = fields[index];
  if (crm.country?.style !== "name" || row === undefined || row.values !== undefined) return [];
  return [mapCodes.finding("COUNTRY_UNTRANSLATED", {}, { where: document.place(["fields", index, "crm"]) })];
}
