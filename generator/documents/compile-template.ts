import { readFileSync } from "node:fs";
import Handlebars from "handlebars";
import type { TemplateName } from "./views.ts";

// In a checkout, templates are compiled as they stand. The compiled package has another module in this place, with the
// templates already turned into code: that needs only the small build of Handlebars and saves a good part of the start.

/** A name that the view does not have is a bug and must not become an empty place; only our two helpers exist. */
export const templateOptions = {
  strict: true,
  noEscape: true,
  knownHelpers: { text: true, code: true },
} as const;

export function compileTemplate(name: TemplateName): Handlebars.TemplateDelegate {
  const source = readFileSync(new URL(`./templates/${name}.hbs`, import.meta.url), "utf8");
  return Handlebars.compile(source, templateOptions);
}
